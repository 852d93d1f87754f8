package io.tallystick.chaincode.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.chaincode.rules.HeadOfConsents.Change;
import io.tallystick.vocabulary.consent.Mandate;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.json.CanonicalJson.MalformedJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A change of consent in which any one byte is another: in the operation, the statements, the key,
 * the signatures, the custodian's word or the salts. Each is refused, with a code.
 */
class AlteredStatementsTest {

  private static final long SEED = 20_261_124;

  private static final String LETTERS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final World world = new World();
  private final HeadOfConsents head = new HeadOfConsents(world);
  private final Random random = new Random(SEED);
  private final EnumMap<RefusalCode, Integer> refusals = new EnumMap<>(RefusalCode.class);

  @Test
  void a_grant_with_any_byte_altered_is_refused() {
    alterEveryByte(head.change(head.patient(), head.setOf(head.statement("s1", "Observation"))));
  }

  @Test
  void a_delegates_change_of_what_a_patient_granted_with_any_byte_altered_is_refused() {
    var own = head.statement("s1", "Procedure");
    assertThat(head.changed(head.patient(), own)).isEmpty();
    var until = world.now.plus(Duration.ofDays(60));
    var mandate =
        new Mandate(
            true, true, List.of("harbor"), List.of("HPAYMT"), List.of("Observation"), until);
    var set = head.setOf(own, head.statement("s2", "Observation"));
    alterEveryByte(head.change(head.delegate(mandate), set));
  }

  private void alterEveryByte(Change good) {
    var operation = CanonicalJson.bytes(good.operation());
    var opening = CanonicalJson.bytes(good.opening());
    var opId = good.operation().opId();
    int opIdAt = new String(operation, StandardCharsets.UTF_8).indexOf(opId);
    IntStream.range(0, operation.length)
        .filter(i -> i < opIdAt || i >= opIdAt + opId.length())
        .forEach(
            i -> {
              refused(altered(operation, i), opening, operation, opening, i);
              refused(otherLetter(operation, i), opening, operation, opening, i);
            });
    IntStream.range(0, opening.length)
        .forEach(
            i -> {
              refused(operation, altered(opening, i), operation, opening, i);
              refused(operation, otherLetter(opening, i), operation, opening, i);
            });
    System.out.printf("seed %d: %d bytes, %s%n", SEED, operation.length + opening.length, refusals);
    assertThat(head.send(good)).as("unaltered").isEmpty();
  }

  private void refused(
      byte[] operation, byte[] opening, byte[] goodOperation, byte[] goodOpening, int position) {
    var refusal = send(operation, opening);
    if (refusal.isEmpty()) {
      // Another spelling of the same content, as in a base64 character's unused bits.
      assertThat(again(operation, ChangeConsent.class)).isEqualTo(goodOperation);
      assertThat(again(opening, Opening.Consent.class)).isEqualTo(goodOpening);
      return;
    }
    assertThat(refusal).as("seed %d, byte %d", SEED, position).isPresent();
    refusals.merge(refusal.get(), 1, Integer::sum);
  }

  /** Empty also where the content is the same: then there is nothing to refuse. */
  private Optional<RefusalCode> send(byte[] operation, byte[] opening) {
    try {
      var op = CanonicalJson.read(operation, ChangeConsent.class);
      var given = CanonicalJson.read(opening, Opening.Consent.class);
      var before = Map.copyOf(world.state);
      var refusal = world.as("riverside", given, s -> ConsentRules.change(op, s));
      if (refusal.isEmpty()) {
        world.state.clear();
        world.state.putAll(before);
      }
      return refusal;
    } catch (MalformedJson malformed) {
      return Optional.of(RefusalCode.MALFORMED);
    }
  }

  private static byte[] again(byte[] json, Class<?> type) {
    return CanonicalJson.bytes(CanonicalJson.read(json, type));
  }

  /** Still JSON, as a rule: what only the contract can tell from the original. */
  private byte[] otherLetter(byte[] good, int position) {
    var bytes = Arrays.copyOf(good, good.length);
    int next = LETTERS.indexOf(bytes[position]) + 1 + random.nextInt(LETTERS.length() - 1);
    bytes[position] = (byte) LETTERS.charAt(next % LETTERS.length());
    return bytes;
  }

  private byte[] altered(byte[] good, int position) {
    var bytes = Arrays.copyOf(good, good.length);
    bytes[position] ^= (byte) (1 + random.nextInt(255));
    return bytes;
  }
}
