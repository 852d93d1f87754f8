package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.RefusalCode.ATTESTATION_INVALID;
import static io.tallystick.vocabulary.ledger.RefusalCode.COMMITMENT_DOES_NOT_OPEN;
import static io.tallystick.vocabulary.ledger.RefusalCode.MANDATE_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.chaincode.rules.HeadOfConsents.Change;
import io.tallystick.chaincode.rules.HeadOfConsents.Signer;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.Mandate;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Delegates, guardians and executors: within their mandate and term, or not at all. */
class RepresentativesTest {

  private static final Duration TERM = Duration.ofDays(60);

  private final World world = new World();
  private final HeadOfConsents head = new HeadOfConsents(world);
  private final Signer patient = head.patient();
  private final Signer delegate =
      head.delegate(
          new Mandate(
              true,
              false,
              List.of("harbor"),
              List.of("HPAYMT"),
              List.of("Observation", "Condition"),
              world.now.plus(TERM)));

  @Test
  void within_the_mandate_a_delegate_grants_beside_what_the_patient_said() {
    var own = head.statement("s1", "Procedure");
    assertThat(head.changed(patient, own)).isEmpty();
    assertThat(head.changed(delegate, own, head.statement("s2", "Observation"))).isEmpty();
    assertThat(head.head().orElseThrow().keys()).isEqualTo(2);
    assertThat(head.changed(patient, own)).isEmpty();
  }

  @Test
  void beyond_the_mandate_nothing_is_granted() {
    assertThat(refusal(permit(List.of("HPAYMT"), List.of("Procedure"), List.of())))
        .contains(MANDATE_EXCEEDED);
    assertThat(refusal(permit(List.of("HPAYMT"), List.of("Observation", "Procedure"), List.of())))
        .contains(MANDATE_EXCEEDED);
    assertThat(refusal(permit(List.of("HPAYMT"), List.of(), List.of()))).contains(MANDATE_EXCEEDED);
    assertThat(refusal(permit(List.of("TREAT"), List.of("Observation"), List.of())))
        .contains(MANDATE_EXCEEDED);
    assertThat(refusal(permit(List.of(), List.of("Observation"), List.of())))
        .contains(MANDATE_EXCEEDED);
    assertThat(refusal(permit(List.of("HPAYMT"), List.of("Observation"), List.of("HIV"))))
        .contains(MANDATE_EXCEEDED);
    assertThat(refusal(permit(List.of("HPAYMT"), List.of("Observation"), List.of()))).isEmpty();
  }

  @Test
  void nothing_of_theirs_outlives_the_term() {
    var provision = permit(List.of("HPAYMT"), List.of("Observation"), List.of());
    var longer = head.statement("s1", provision, TERM.plusSeconds(1));
    assertThat(head.changed(delegate, longer)).contains(MANDATE_EXCEEDED);
    assertThat(head.changed(delegate, head.statement("s1", provision, TERM))).isEmpty();
    world.pass(TERM);
    assertThat(head.changed(delegate, head.statement("s2", "Observation")))
        .contains(ATTESTATION_INVALID);
  }

  @Test
  void what_the_patient_said_is_neither_dropped_nor_altered_nor_replaced() {
    var own = head.statement("s1", "Procedure");
    assertThat(head.changed(patient, own)).isEmpty();
    assertThat(head.changed(delegate, head.statement("s2", "Observation")))
        .contains(MANDATE_EXCEEDED);
    assertThat(head.changed(delegate, head.statement("s1", "Observation")))
        .contains(MANDATE_EXCEEDED);
    var later =
        new ConsentStatement(
            own.id(),
            own.notBefore().plusSeconds(60),
            own.notAfter(),
            own.provisions(),
            own.replaces());
    assertThat(head.changed(delegate, later)).contains(MANDATE_EXCEEDED);
    var mine = head.statement("s2", "Observation");
    var replacing =
        new ConsentStatement(
            mine.id(), mine.notBefore(), mine.notAfter(), mine.provisions(), List.of("s1"));
    assertThat(head.changed(delegate, own, replacing)).contains(MANDATE_EXCEEDED);
  }

  @Test
  void the_statements_in_force_cannot_be_kept_from_the_endorsers() {
    var own = head.statement("s1", "Procedure");
    assertThat(head.changed(patient, own)).isEmpty();
    var set = head.setOf(head.statement("s2", "Observation"));
    var change = head.change(delegate, set);
    assertThat(head.send(before(change, null, null))).contains(COMMITMENT_DOES_NOT_OPEN);
    assertThat(head.send(before(change, head.setOf(), head.salt)))
        .contains(COMMITMENT_DOES_NOT_OPEN);
  }

  @Test
  void who_may_only_look_grants_nothing_and_ends_nothing() {
    var looks =
        head.delegate(
            new Mandate(false, true, List.of(), List.of(), List.of(), world.now.plus(TERM)));
    assertThat(head.changed(looks, head.statement("s1", "Observation"))).contains(MANDATE_EXCEEDED);
    assertThat(head.changed(patient, head.statement("s1", "Observation"))).isEmpty();
    for (var bounded : List.of(looks, delegate)) {
      var key = World.jwk(bounded.pair());
      assertThat(head.revoke(bounded.pair(), key, head.word(bounded), null))
          .contains(MANDATE_EXCEEDED);
    }
    var guardian =
        new Signer(World.keyPair(), world.salt(), "guardian", Mandate.full(world.now.plus(TERM)));
    assertThat(head.revoke(guardian.pair(), World.jwk(guardian.pair()), head.word(guardian), null))
        .isEmpty();
  }

  @Test
  void a_representative_without_a_mandate_and_a_patient_with_one_are_not_attested() {
    for (var odd :
        List.of(
            new Signer(World.keyPair(), world.salt(), "guardian", null),
            new Signer(World.keyPair(), world.salt(), "delegate", Mandate.full(null)),
            new Signer(World.keyPair(), world.salt(), "neighbour", delegate.mandate()),
            new Signer(World.keyPair(), world.salt(), "self", delegate.mandate()))) {
      assertThat(head.changed(odd, head.statement("s1", "Observation")))
          .as("%s", odd.actsAs())
          .contains(ATTESTATION_INVALID);
    }
  }

  private Optional<RefusalCode> refusal(Provision provision) {
    var other = new HeadOfConsents(world);
    return other.changed(delegate, other.statement("s1", provision, HeadOfConsents.MONTH));
  }

  private static Provision permit(
      List<String> purposes, List<String> classes, List<String> labels) {
    return new Provision(Effect.PERMIT, purposes, classes, null, labels, null, null, null);
  }

  private static Change before(Change change, ConsentSet set, byte[] salt) {
    var given = change.opening();
    return new Change(
        change.operation(),
        new Opening.Consent(
            given.salt(),
            given.set(),
            given.key(),
            given.keySalt(),
            given.change(),
            given.signature(),
            given.attestation(),
            given.attestationSignature(),
            set,
            salt));
  }
}
