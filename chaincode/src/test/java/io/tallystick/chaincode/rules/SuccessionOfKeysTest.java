package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.RefusalCode.ATTESTATION_INVALID;
import static io.tallystick.vocabulary.ledger.RefusalCode.KEY_MISMATCH;
import static io.tallystick.vocabulary.ledger.RefusalCode.STALE_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.chaincode.rules.HeadOfConsents.Signer;
import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.crypto.Es256;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new key goes on with what an old one signed; nobody else's does (ADR 0016). */
class SuccessionOfKeysTest {

  private final World world = new World();
  private final HeadOfConsents head = new HeadOfConsents(world);
  private final Signer old = head.patient();
  private final Signer successor = head.patient();

  @BeforeEach
  void the_old_key_has_granted() {
    assertThat(head.changed(old, head.statement("s1", "Observation"))).isEmpty();
    assertThat(head.head().orElseThrow().keyVersion()).isNull();
  }

  @Test
  void an_attested_successor_goes_on_with_the_head_and_everybody_sees_that_the_key_changed() {
    assertThat(head.changed(successor, head.statement("s2", "Condition"))).isEmpty();
    var now = head.head().orElseThrow();
    assertThat(now.keys()).isEqualTo(2);
    assertThat(now.keyCommitment()).isEqualTo(head.keyCommitment(successor));
    assertThat(head.changed(successor, head.statement("s3", "Condition"))).isEmpty();
    assertThat(head.head().orElseThrow().keys()).isEqualTo(2);
  }

  @Test
  void a_key_that_succeeds_nothing_is_refused() {
    var change = head.change(successor, head.setOf(head.statement("s2", "Condition")));
    var word = change.opening().attestation();
    var plain = succeeding(word, null);
    assertThat(head.send(head.with(change, plain, head.vouched(plain)))).contains(KEY_MISMATCH);
    assertThat(head.send(head.with(change, null, null))).contains(KEY_MISMATCH);
    var another = succeeding(word, "ab".repeat(32));
    assertThat(head.send(head.with(change, another, head.vouched(another)))).contains(KEY_MISMATCH);
  }

  @Test
  void a_succession_that_the_custodian_did_not_sign_is_refused() {
    var change = head.change(successor, head.setOf(head.statement("s2", "Condition")));
    var word = change.opening().attestation();
    var own = Es256.sign(successor.pair().getPrivate(), word.message());
    assertThat(head.send(head.with(change, word, own))).contains(ATTESTATION_INVALID);
    var plain = succeeding(word, null);
    assertThat(head.send(head.with(change, word, head.vouched(plain))))
        .contains(ATTESTATION_INVALID);
  }

  @Test
  void a_word_of_succession_serves_for_one_predecessor_and_not_for_the_key_itself() {
    var first = head.change(successor, head.setOf(head.statement("s2", "Condition")));
    assertThat(head.send(first)).isEmpty();
    assertThat(head.send(first)).contains(STALE_VERSION);
    var word = first.opening().attestation();
    var again = head.change(successor, head.setOf(head.statement("s3", "Condition")));
    assertThat(head.send(head.with(again, word, head.vouched(word)))).contains(ATTESTATION_INVALID);
    var third = head.patient();
    assertThat(head.changed(third, head.statement("s4", "Condition"))).isEmpty();
    var back = head.change(successor, head.setOf(head.statement("s5", "Condition")));
    assertThat(head.send(head.with(back, word, head.vouched(word)))).contains(KEY_MISMATCH);
  }

  @Test
  void the_old_key_alone_changes_nothing_after_the_succession() {
    assertThat(head.changed(successor, head.statement("s2", "Condition"))).isEmpty();
    var back = head.change(old, head.setOf(head.statement("s3", "Observation")));
    var plain = succeeding(back.opening().attestation(), null);
    assertThat(head.send(head.with(back, plain, head.vouched(plain)))).contains(KEY_MISMATCH);
    assertThat(head.send(back)).isEmpty();
    assertThat(head.head().orElseThrow().keys()).isEqualTo(3);
  }

  @Test
  void an_old_word_of_the_custodian_runs_out() {
    var change = head.change(successor, head.setOf(head.statement("s2", "Condition")));
    world.pass(Duration.ofDays(2));
    assertThat(head.send(change)).contains(ATTESTATION_INVALID);
  }

  @Test
  void a_successor_revokes_what_the_old_key_granted_and_a_stranger_does_not() {
    var stranger = head.patient();
    var strangers = World.jwk(stranger.pair());
    assertThat(head.revoke(stranger.pair(), strangers, null, null)).contains(KEY_MISMATCH);
    var forAnother = head.word(successor);
    assertThat(head.revoke(stranger.pair(), strangers, forAnother, null))
        .contains(ATTESTATION_INVALID);
    var key = World.jwk(successor.pair());
    assertThat(head.revoke(successor.pair(), key, head.word(successor), null)).isEmpty();
    var ended = head.head().orElseThrow();
    assertThat(ended.revoked()).isTrue();
    assertThat(ended.basis()).isEqualTo("patient-key");
  }

  private static KeyAttestation succeeding(KeyAttestation word, String keyCommitment) {
    return new KeyAttestation(
        word.custodian(),
        word.headId(),
        word.thumbprint(),
        word.actsAs(),
        word.notBefore(),
        word.notAfter(),
        word.mandate(),
        keyCommitment);
  }
}
