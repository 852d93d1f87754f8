package io.tallystick.cli.verify.reach;

import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.meaning.Chronicle;
import io.tallystick.cli.verify.meaning.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks a peer for every entry that can be asked for and compares: its world state, from which it
 * endorses, has to be what follows from its blocks.
 */
public final class AskState {

  private static final int AT_ONCE = 16;
  private static final Set<String> ASKED = Set.of("org", "record", "consent", "access", "claim");

  private final Chronicle chronicle;
  private final long height;

  /**
   * @param height how many blocks the chronicle has read
   */
  public AskState(Chronicle chronicle, long height) {
    this.chronicle = chronicle;
    this.height = height;
  }

  /**
   * @return what differs; nothing if the peer went on meanwhile, so that nobody can tell
   */
  public List<Finding> differences(Peer peer) throws InterruptedException {
    var differences = new ArrayList<Finding>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var questions =
          chronicle.forms().values().stream()
              .map(List::getLast)
              .filter(held -> ASKED.contains(kind(held)))
              .map(held -> (Callable<Optional<Finding>>) () -> difference(peer, held))
              .toList();
      for (var answer : threads.invokeAll(questions)) {
        if (answer.state() == Future.State.FAILED) {
          throw new Peer.Unreachable(peer.name() + "'s peer doesn't answer", answer.exceptionNow());
        }
        answer.resultNow().ifPresent(differences::add);
      }
    }
    return peer.height() > height ? List.of() : differences;
  }

  private static String kind(Held held) {
    int end = held.key().indexOf('~');
    return end < 0 ? "" : held.key().substring(0, end);
  }

  private static Optional<Finding> difference(Peer peer, Held held) {
    var id = held.key().substring(kind(held).length() + 1);
    var found = peer.evaluate(kind(held) + ":get", id);
    if (found.filter(held.json()::equals).isPresent()) return Optional.empty();
    var how = found.isEmpty() ? "it has no such entry" : "it has another entry";
    return Optional.of(
        new Finding(Problem.STATE_DIFFERS, null, null, held.key(), peer.name(), how));
  }
}
