package io.tallystick.chaincode.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.chaincode.rules.Ruling;
import io.tallystick.chaincode.rules.Situation;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.OperationTypes;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Two endorsers that share nothing but what they are sent come to the same write sets, policies and
 * refusals: else nothing could ever be endorsed by both.
 */
class DeterminismTest {

  private static final int OPERATIONS = 6_000;
  private static final long SEED = 20_261_123;

  @Test
  void the_same_operations_at_two_orgs_give_identical_write_sets() {
    var random = new RandomOperations(SEED);
    var one = new Endorser(random.genesis());
    var other = new Endorser(random.genesis());
    var moved = new TreeMap<String, Integer>();
    var refused = new TreeSet<String>();
    for (int i = 0; i < OPERATIONS; i++) {
      var asked = random.next(one.state);
      var here = one.run(asked);
      assertThat(other.run(asked)).as("seed %d, operation %d: %s", SEED, i, asked).isEqualTo(here);
      if (here.startsWith("{")) refused.add(CanonicalJson.read(here, Map.class).get("code") + "");
      else moved.merge(asked.transaction(), 1, Integer::sum);
    }
    assertThat(one.state.keySet()).isEqualTo(other.state.keySet());
    one.state.forEach((key, value) -> assertThat(other.state.get(key)).isEqualTo(value));
    System.out.printf("determinism: seed %d, %s accepted, refusals %s%n", SEED, moved, refused);
    assertThat(moved.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(300);
    assertThat(moved.keySet())
        .containsAll(
            Set.of(
                "claim:submit", "claim:appeal", "claim:decide", "consent:paper", "access:reuse"));
    assertThat(refused).hasSizeGreaterThan(5);
  }

  /** What reaches an endorser. */
  record Asked(String callerMsp, String transaction, String json, String opening, Instant at) {}

  /** A world state and the rules, fed with JSON only. */
  private static final class Endorser {

    private final Map<String, byte[]> state = new HashMap<>();

    Endorser(Map<String, String> genesis) {
      genesis.forEach((key, json) -> state.put(key, json.getBytes(StandardCharsets.UTF_8)));
    }

    String run(Asked asked) {
      LedgerOperation op =
          CanonicalJson.read(asked.json(), OperationTypes.of(asked.transaction()).orElseThrow());
      return switch (Rules.apply(op, new Seen(asked, state))) {
        case Ruling.Refused refused -> CanonicalJson.text(refused.why());
        case Ruling.Allowed allowed -> {
          allowed.writes().forEach(w -> state.put(w.key(), CanonicalJson.bytes(w.entry())));
          yield allowed.key()
              + "@"
              + allowed.version()
              + allowed.writes().stream().map(Endorser::text).collect(Collectors.joining());
        }
      };
    }

    private static String text(Ruling.Write write) {
      var policy = write.policy() == null ? "" : HexFormat.of().formatHex(write.policy());
      return "\n" + write.key() + " = " + CanonicalJson.text(write.entry()) + " " + policy;
    }
  }

  private record Seen(Asked asked, Map<String, byte[]> state) implements Situation {

    @Override
    public Member caller() {
      return orgs().byMsp(asked.callerMsp()).orElse(null);
    }

    @Override
    public Instant now() {
      return asked.at();
    }

    @Override
    public String channel() {
      return "tallystick";
    }

    @Override
    public OrgDirectory orgs() {
      return entry("directory", OrgDirectory.class).orElseThrow();
    }

    @Override
    public <T> Optional<T> entry(String key, Class<T> type) {
      return Optional.ofNullable(state.get(key)).map(json -> CanonicalJson.read(json, type));
    }

    @Override
    public <T> Optional<T> opening(Class<T> type) {
      return Optional.ofNullable(asked.opening()).map(json -> CanonicalJson.read(json, type));
    }
  }
}
