package io.tallystick.devnet.supervisor;

import static io.tallystick.devnet.supervisor.PartStatus.State.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.part.Part;
import io.tallystick.devnet.process.Backoff;
import io.tallystick.devnet.process.Command;
import io.tallystick.devnet.process.ProcessIdentity;
import io.tallystick.devnet.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisorTest {

  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(20));

  @TempDir private Path folder;
  private Home home;
  private final List<Supervisor> supervisors = new ArrayList<>();

  @BeforeEach
  void makeHome() {
    home = new Home(folder.resolve("home"));
    home.create();
  }

  @AfterEach
  void stopAll() {
    supervisors.forEach(Supervisor::stopAll);
    DevnetState.read(home).parts().stream()
        .filter(PartStatus::isRunning)
        .forEach(part -> Signal.KILL.to(part.process()));
  }

  @Test
  void a_part_that_dies_is_started_again_and_counted() throws Exception {
    supervising(Dummy.sleeping("broker", folder)).want(Set.of("broker"));
    var first = await("broker", PartStatus::isReady).process();

    Signal.KILL.to(first);

    var again = await("broker", part -> part.isReady() && part.restarts() == 1).process();
    assertThat(again).isNotEqualTo(first);
    assertThat(first.isAlive()).isFalse();
    assertThat(again.isAlive()).isTrue();
  }

  @Test
  void a_part_waits_for_what_it_needs() throws Exception {
    var gate = new Dummy("database", List.of(), folder, "exec sleep 600");
    supervising(gate, Dummy.sleeping("service", folder, "database"))
        .want(Set.of("database", "service"));
    await("database", PartStatus::isRunning);
    assertThat(folder.resolve("service")).doesNotExist();

    Files.createFile(folder.resolve("database"));

    await("service", PartStatus::isReady);
  }

  @Test
  void dependents_stop_before_what_they_need() throws Exception {
    var script = "trap 'echo %s >> order; exit 0' TERM; touch %s; while :; do sleep 0.02; done";
    var database =
        new Dummy("database", List.of(), folder, script.formatted("database", "database"));
    var service =
        new Dummy("service", List.of("database"), folder, script.formatted("service", "service"));
    var supervisor = supervising(database, service);
    supervisor.want(Set.of("database", "service"));
    await("service", PartStatus::isReady);

    supervisor.stopAll();

    assertThat(folder.resolve("order")).hasContent("service\ndatabase");
  }

  @Test
  void a_new_supervisor_takes_over_what_a_dead_one_left_running() throws Exception {
    var left = leftRunning("exec sleep 600");
    Files.createFile(folder.resolve("broker"));

    var supervisor = supervising(new Dummy("broker", List.of(), folder, "exec sleep 600"));
    supervisor.want(Set.of("broker"));

    var adopted = await("broker", PartStatus::isReady);
    assertThat(adopted.process()).isEqualTo(left);
    assertThat(adopted.restarts()).isZero();
    supervisor.stopAll();
    assertThat(left.isAlive()).isFalse();
  }

  @Test
  void a_leftover_of_another_command_is_ended_not_taken_over() throws Exception {
    var left = leftRunning("exec sleep 500");
    Files.createFile(folder.resolve("broker"));

    supervising(new Dummy("broker", List.of(), folder, "exec sleep 600")).want(Set.of("broker"));

    assertThat(await("broker", PartStatus::isReady).process()).isNotEqualTo(left);
    assertThat(left.isAlive()).isFalse();
  }

  @Test
  void a_leftover_that_nobody_wants_is_ended() throws Exception {
    var left = leftRunning("exec sleep 600");
    supervising(new Dummy("broker", List.of(), folder, "exec sleep 600")).want(Set.of());
    assertThat(left.isAlive()).isFalse();
  }

  @Test
  void a_pid_that_is_somebody_elses_by_now_is_left_alone() throws Exception {
    var stranger = new ProcessBuilder("sleep", "600").start();
    try {
      var reused = new ProcessIdentity(stranger.pid(), 1, "another boot");
      write(reused, "whatever");
      Files.createFile(folder.resolve("broker"));

      supervising(Dummy.sleeping("broker", folder)).want(Set.of("broker"));

      await("broker", PartStatus::isReady);
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void parts_that_start_in_turn_do_not_all_start_at_once() throws Exception {
    int turns = Runtime.getRuntime().availableProcessors() + 1;
    var parts = new ArrayList<Part>();
    for (int i = 0; i <= turns; i++) parts.add(new InTurn("service" + i, folder));
    var supervisor = supervising(parts.toArray(Part[]::new));
    supervisor.want(Set.copyOf(parts.stream().map(Part::name).toList()));
    var starting = awaitRunning(turns);
    assertThat(DevnetState.read(home).parts().stream().filter(PartStatus::isRunning))
        .hasSize(turns);

    Files.createFile(folder.resolve(starting.getFirst().name()));

    awaitRunning(turns + 1);
  }

  @Test
  void a_part_that_cannot_run_here_says_why_and_is_not_tried_again() throws Exception {
    var part =
        new Part() {
          @Override
          public String name() {
            return "postgres";
          }

          @Override
          public List<Integer> ports() {
            return List.of(1);
          }

          @Override
          public void prepare() {
            throw new DevnetFailure("not on this machine");
          }

          @Override
          public Command command() {
            return Command.of(folder, List.of("true"));
          }

          @Override
          public boolean answers() {
            return true;
          }
        };
    supervising(part).want(Set.of("postgres"));
    assertThat(await("postgres", each -> each.state() == FAILED).problem())
        .isEqualTo("not on this machine");
  }

  /** A script that is ready when its file is made, and starts in turn. */
  private record InTurn(String name, Path folder) implements Part {
    @Override
    public List<Integer> ports() {
      return List.of(1);
    }

    @Override
    public Command command() {
      return Command.of(folder, List.of("sleep", "600"));
    }

    @Override
    public boolean answers() {
      return Files.exists(folder.resolve(name));
    }

    @Override
    public boolean startsInTurn() {
      return true;
    }
  }

  private List<PartStatus> awaitRunning(int count) throws Exception {
    while (true) {
      var running = DevnetState.read(home).parts().stream().filter(PartStatus::isRunning).toList();
      if (running.size() >= count) return running;
      Thread.sleep(10);
    }
  }

  private Supervisor supervising(Part... parts) {
    var supervisor =
        new Supervisor(home, List.of(parts), DevnetState.read(home), Clock.systemUTC(), QUICK);
    supervisors.add(supervisor);
    return supervisor;
  }

  /** As a supervisor that was killed leaves a part: the process and a line about it. */
  private ProcessIdentity leftRunning(String script) throws Exception {
    var command = new Dummy("broker", List.of(), folder, script).command();
    var process = ProcessIdentity.of(command.start(home.log("broker")).pid()).orElseThrow();
    write(process, command.fingerprint());
    return process;
  }

  private void write(ProcessIdentity process, String fingerprint) {
    var status =
        PartStatus.waiting("broker", 1, 0)
            .running(process, fingerprint, System.currentTimeMillis(), 0);
    new DevnetState(null, List.of(status)).write(home);
  }

  private PartStatus await(String name, Predicate<PartStatus> condition) throws Exception {
    while (true) {
      var part = DevnetState.read(home).part(name).filter(condition);
      if (part.isPresent()) return part.get();
      Thread.sleep(10);
    }
  }
}
