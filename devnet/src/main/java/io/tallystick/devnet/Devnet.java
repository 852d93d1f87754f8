package io.tallystick.devnet;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tallystick.devnet.check.Preflight;
import io.tallystick.devnet.config.Configuration;
import io.tallystick.devnet.layout.Folders;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Json;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Mark;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.part.Parts;
import io.tallystick.devnet.process.Signal;
import io.tallystick.devnet.secret.Login;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.devnet.supervisor.DevnetState;
import io.tallystick.devnet.supervisor.PartStatus;
import io.tallystick.devnet.supervisor.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One consortium on this machine, by its state folder. The parts outlive the caller: a supervisor
 * in a process of its own runs them until {@link #down()}.
 *
 * <pre>{@code
 * var devnet = Devnet.at(folder, 1000);
 * devnet.up(List.of());                      // every part
 * devnet.awaitReady(Duration.ofMinutes(5), status -> {});
 * devnet.kill("ledger");                     // it comes back
 * devnet.down();
 * }</pre>
 */
public final class Devnet {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

  private final Home home;
  private final Ports ports;
  private final LedgerChoice ledger;
  private final Installation installation = Installation.find();

  private Devnet(Home home, Ports ports, LedgerChoice ledger) {
    this.home = home;
    this.ports = ports;
    this.ledger = ledger;
  }

  /**
   * @param portOffset added to every port; stays with the state folder once that is made, because
   *     issuers and endpoints are on the ledger
   */
  public static Devnet at(Path home, int portOffset) {
    return new Devnet(
        new Home(home),
        new Ports(portOffset),
        Mark.read(new Home(home)).map(Mark::ledger).orElse(LedgerChoice.DEV));
  }

  /** The devnet of a state folder with the ports it was made with; 0 if it isn't made yet. */
  public static Devnet at(Path home) {
    return at(home, Mark.read(new Home(home)).map(Mark::offset).orElse(0));
  }

  /**
   * The same on that ledger; it stays with the state folder once that is made.
   *
   * @param batchTimeout of Fabric's orderer, written into block 0
   * @throws DevnetFailure if Fabric is meant and {@code FABRIC_HOME} doesn't say where it is
   */
  public Devnet on(LedgerChoice.Kind kind, Optional<Duration> batchTimeout) {
    return new Devnet(home, ports, LedgerChoices.of(kind, batchTimeout, Mark.read(home)));
  }

  /** Which ledger it runs on. */
  public LedgerChoice ledger() {
    return ledger;
  }

  public Home home() {
    return home;
  }

  /** Where everything listens. */
  public Ports ports() {
    return ports;
  }

  public Secrets secrets() {
    return Secrets.of(home);
  }

  /** Who can sign in; empty before the first {@link #up}. */
  public List<Login> logins() {
    return Json.read(home.logins(), new TypeReference<List<Login>>() {}).orElse(List.of());
  }

  /** Names of all parts, in starting order. */
  public List<String> parts() {
    return all(secrets()).names();
  }

  /** Names of those that make up the ledger: enough to ask {@link #up} for a bare one. */
  public List<String> ledgerParts() {
    return all(secrets()).ledger();
  }

  /**
   * Starts these parts, and those they need, beside what runs already; returns at once.
   *
   * @param names empty for every part
   * @throws DevnetFailure if this machine or a name stands against it
   */
  public void up(Collection<String> names) {
    var mark = Mark.of(ports.offset(), ledger);
    LedgerChoices.check(mark, home);
    var secrets = secrets();
    var parts = all(secrets);
    var asked = parts.withNeeds(names.isEmpty() ? parts.names() : names);
    var state = DevnetState.read(home);
    check(parts, asked, state);
    mark.write(home);
    new Configuration(home, ports, secrets).write();
    if (state.isSupervised()) asked.addAll(wanted());
    new Wanted(System.currentTimeMillis(), asked).write(home);
    if (!state.isSupervised()) supervisor().start();
  }

  /** Stops one part, and those that need it, until it is asked {@link #up} again. */
  public void stop(String name) {
    var parts = all(secrets());
    parts.get(name);
    var remaining = new TreeSet<>(wanted());
    remaining.removeIf(each -> parts.withNeeds(List.of(each)).contains(name));
    new Wanted(System.currentTimeMillis(), remaining).write(home);
    Await.until(() -> status().stream().noneMatch(each -> each.name().equals(name)), STOP_LIMIT);
  }

  /** What the supervisor wrote last; processes that are gone by now are shown without one. */
  public List<PartStatus> status() {
    return DevnetState.read(home).parts();
  }

  public boolean isSupervised() {
    return DevnetState.read(home).isSupervised();
  }

  /** Ends a part's process with SIGKILL, as a fault would; the supervisor starts it again. */
  public void kill(String name) {
    DevnetState.read(home)
        .part(name)
        .filter(PartStatus::isRunning)
        .ifPresentOrElse(
            part -> Signal.KILL.to(part.process()),
            () -> {
              throw new DevnetFailure("Part " + name + " doesn't run.");
            });
  }

  /**
   * Waits until every wanted part is ready.
   *
   * @param onChange told each part's status whenever its state or problem changed
   * @throws DevnetFailure if a part can't run, keeps dying, or the time is over
   */
  public void awaitReady(Duration limit, Consumer<PartStatus> onChange) {
    new ReadinessWait(home, this::wanted, onChange).within(limit);
  }

  /** Stops everything; what an earlier supervisor left behind too. */
  public void down() {
    supervisor().end(all(secrets()), STOP_LIMIT);
  }

  /** Stops everything and deletes the state folder. */
  public void reset() {
    if (Files.exists(home.folder()) && !Mark.isIn(home)) {
      throw new DevnetFailure(home.folder() + " isn't a state folder of Tallystick's.");
    }
    down();
    try {
      Folders.delete(home.folder());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + home.folder(), e);
    }
  }

  private Parts all(Secrets secrets) {
    return Parts.of(home, installation, ports, secrets, ledger);
  }

  private SupervisorProcess supervisor() {
    return new SupervisorProcess(home, installation, ports);
  }

  private SortedSet<String> wanted() {
    return Wanted.read(home).map(Wanted::parts).orElseGet(TreeSet::new);
  }

  private void check(Parts parts, SortedSet<String> asked, DevnetState state) {
    var starting =
        parts.all().stream()
            .filter(part -> asked.contains(part.name()))
            .filter(part -> state.part(part.name()).filter(PartStatus::isRunning).isEmpty())
            .toList();
    Preflight.diskIsThere(home);
    Preflight.memoryIsThere(Preflight.availableMemory(), starting.size(), parts.names().size());
    Preflight.portsAreFree(starting);
  }
}
