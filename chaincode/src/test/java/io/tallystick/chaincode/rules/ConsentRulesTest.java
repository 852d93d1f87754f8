package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.RefusalCode.ATTESTATION_INVALID;
import static io.tallystick.vocabulary.ledger.RefusalCode.ATTRIBUTES_NOT_COMMITTED;
import static io.tallystick.vocabulary.ledger.RefusalCode.COMMITMENT_DOES_NOT_OPEN;
import static io.tallystick.vocabulary.ledger.RefusalCode.CONSENT_DOES_NOT_PERMIT;
import static io.tallystick.vocabulary.ledger.RefusalCode.CONSENT_EXPIRED;
import static io.tallystick.vocabulary.ledger.RefusalCode.CONSENT_REVOKED;
import static io.tallystick.vocabulary.ledger.RefusalCode.DEADLINE_OUT_OF_RANGE;
import static io.tallystick.vocabulary.ledger.RefusalCode.KEY_MISMATCH;
import static io.tallystick.vocabulary.ledger.RefusalCode.OPENING_MISSING;
import static io.tallystick.vocabulary.ledger.RefusalCode.SIGNATURE_INVALID;
import static io.tallystick.vocabulary.ledger.RefusalCode.STALE_VERSION;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ORG;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.chaincode.rules.Patient.Grant;
import io.tallystick.chaincode.rules.Patient.Revocation;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.consent.RequesterAssertion;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.LedgerOperation.PermitAccess;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consent and access together: what the patient's key allows, and what nobody else can. */
class ConsentRulesTest {

  private static final Provision LABS =
      new Provision(Effect.PERMIT, null, List.of("Observation"), null, null, null, null, null);

  private final World world = new World();
  private final Patient patient = new Patient(world);
  private final PublishedRecord record =
      new PublishedRecord(world, "Observation", "Condition", "Encounter");
  private ConsentSet set;
  private byte[] salt;
  private Grant first;

  @BeforeEach
  void a_record_and_a_first_grant() {
    set = patient.set(List.of(LABS));
    salt = world.salt();
    first = patient.grant(1, null, set, salt);
    record.publish();
  }

  @Test
  void a_signed_and_attested_grant_is_accepted_and_permits_what_it_names() {
    assertThat(apply(first)).isEmpty();
    assertThat(permit("Observation", 1, Duration.ofSeconds(60))).isEmpty();
    assertThat(permit("Condition", 1, Duration.ofSeconds(60))).contains(CONSENT_DOES_NOT_PERMIT);
    assertThat(permit("Observation", 1, Duration.ofSeconds(61))).contains(DEADLINE_OUT_OF_RANGE);
    assertThat(permit("Observation", 2, Duration.ofSeconds(60))).contains(STALE_VERSION);
  }

  @Test
  void another_key_signs_nothing() {
    var forged = patient.grant(1, null, set, salt, World.keyPair());
    assertThat(apply(forged)).contains(SIGNATURE_INVALID);
  }

  @Test
  void a_key_that_the_custodian_does_not_vouch_for_signs_nothing() {
    var given = first.opening();
    var word = given.attestation();
    var elsewhere =
        new KeyAttestation(
            word.custodian(),
            world.id(),
            word.thumbprint(),
            word.actsAs(),
            word.notBefore(),
            word.notAfter());
    var signature = Es256.sign(world.custodianKey.getPrivate(), elsewhere.message());
    assertThat(apply(first.operation(), attestedBy(given, elsewhere, signature)))
        .contains(ATTESTATION_INVALID);
    var ownWord = Es256.sign(patient.key.getPrivate(), word.message());
    assertThat(apply(first.operation(), attestedBy(given, word, ownWord)))
        .contains(ATTESTATION_INVALID);
  }

  @Test
  void altered_statements_do_not_open_the_commitment() {
    var wider =
        patient.set(
            List.of(LABS, new Provision(Effect.PERMIT, null, null, null, null, null, null, null)));
    var given = first.opening();
    var altered =
        new Opening.Consent(
            given.salt(),
            wider,
            given.key(),
            given.keySalt(),
            given.change(),
            given.signature(),
            given.attestation(),
            given.attestationSignature());
    assertThat(apply(first.operation(), altered)).contains(COMMITMENT_DOES_NOT_OPEN);
  }

  @Test
  void a_grant_is_the_custodians_to_submit_and_cannot_be_replayed() {
    assertThat(world.as("harbor", first.opening(), s -> ConsentRules.change(first.operation(), s)))
        .contains(WRONG_ORG);
    assertThat(apply(first)).isEmpty();
    assertThat(apply(first)).contains(STALE_VERSION);
  }

  @Test
  void a_head_stays_with_its_key() {
    assertThat(apply(first)).isEmpty();
    var thief = new Patient(world);
    var grant = thief.grant(2, first.operation().commitment(), set, salt);
    var onOurHead =
        new ChangeConsent(
            world.id(),
            patient.headId,
            2,
            "riverside",
            "harbor",
            grant.operation().commitment(),
            grant.operation().keyCommitment(),
            grant.operation().notBefore(),
            grant.operation().notAfter());
    assertThat(apply(onOurHead, grant.opening())).contains(KEY_MISMATCH);
  }

  @Test
  void after_a_revocation_nothing_is_released_and_the_old_grant_does_not_return() {
    apply(first);
    assertThat(revoke("summit", patient.revocation(2, commitment(), patient.key, true))).isEmpty();
    assertThat(permit("Observation", 1, Duration.ofSeconds(60))).contains(CONSENT_REVOKED);
    assertThat(permit("Observation", 2, Duration.ofSeconds(60))).contains(CONSENT_REVOKED);
    assertThat(apply(first)).contains(STALE_VERSION);
    var again = patient.grant(3, commitment(), set, salt);
    assertThat(apply(again)).isEmpty();
    assertThat(permit("Observation", 3, Duration.ofSeconds(60))).isEmpty();
  }

  @Test
  void a_stranger_revokes_nothing_but_the_custodian_may_when_the_key_is_lost() {
    apply(first);
    var stranger = World.keyPair();
    assertThat(revoke("riverside", patient.revocation(2, commitment(), stranger, true)))
        .contains(KEY_MISMATCH);
    assertThat(revoke("riverside", patient.revocation(2, commitment(), stranger, false)))
        .contains(SIGNATURE_INVALID);
    assertThat(revoke("authority", patient.revocation(2, commitment(), world.custodianKey, false)))
        .isEmpty();
  }

  @Test
  void an_access_that_leaves_out_a_denying_statement_is_refused() {
    var denies = new Provision(Effect.DENY, null, null, null, null, null, null, null);
    var both = patient.set(List.of(LABS, denies));
    assertThat(apply(patient.grant(1, null, both, salt))).isEmpty();
    assertThat(permit("Observation", 1, Duration.ofSeconds(60))).contains(COMMITMENT_DOES_NOT_OPEN);
  }

  @Test
  void attributes_that_the_record_was_not_published_with_release_nothing() {
    apply(first);
    var lied = record.release(salt, set, "Condition");
    var leaf = lied.leaves().getFirst();
    var asLab = new ResourceAttributes("Observation", List.of(), List.of(), null);
    var renamed = new ReleasedLeaf(leaf.recordId(), leaf.index(), false, asLab);
    assertThat(permit(with(lied, List.of(renamed), lied.proofs()), 1, Duration.ofSeconds(60)))
        .contains(ATTRIBUTES_NOT_COMMITTED);
    var good = record.release(salt, set, "Observation");
    assertThat(permit(with(good, good.leaves(), lied.proofs()), 1, Duration.ofSeconds(60)))
        .contains(ATTRIBUTES_NOT_COMMITTED);
    assertThat(permit(with(good, good.leaves(), List.of()), 1, Duration.ofSeconds(60)))
        .contains(OPENING_MISSING);
    assertThat(permit(good, 1, Duration.ofSeconds(60))).isEmpty();
  }

  @Test
  void a_permit_for_one_practitioner_needs_the_grantees_signed_word_on_who_asks() {
    var drLee = new Actor(Actor.Kind.PRACTITIONER, "urn:staff", "lee");
    set = patient.set(List.of(LABS.by(drLee)));
    assertThat(apply(patient.grant(1, null, set, salt))).isEmpty();
    var release = record.release(salt, set, "Observation");
    var word = word("riverside", drLee);
    var signature = Es256.sign(world.custodianKey.getPrivate(), word.message());
    var forged = Es256.sign(World.keyPair().getPrivate(), word.message());
    var elsewhere = word("summit", drLee);
    var ofElsewhere = Es256.sign(world.custodianKey.getPrivate(), elsewhere.message());
    var minute = Duration.ofSeconds(60);
    assertThat(permit(release, 1, minute)).contains(CONSENT_DOES_NOT_PERMIT);
    assertThat(permit(asked(release, word, forged), 1, minute)).contains(SIGNATURE_INVALID);
    assertThat(permit(asked(release, elsewhere, ofElsewhere), 1, minute))
        .contains(SIGNATURE_INVALID);
    assertThat(permit(asked(release, word, signature), 1, minute)).isEmpty();
    world.pass(Duration.ofHours(2));
    assertThat(permit(asked(release, word, signature), 1, minute)).contains(SIGNATURE_INVALID);
  }

  @Test
  void a_denial_of_one_practitioner_holds_when_it_is_not_told_who_asks() {
    var drLee = new Actor(Actor.Kind.PRACTITIONER, "urn:staff", "lee");
    var drKim = new Actor(Actor.Kind.PRACTITIONER, "urn:staff", "kim");
    var notLee = new Provision(Effect.DENY, null, null, null, null, null, null, null).by(drLee);
    set = patient.set(List.of(LABS, notLee));
    assertThat(apply(patient.grant(1, null, set, salt))).isEmpty();
    var release = record.release(salt, set, "Observation");
    var minute = Duration.ofSeconds(60);
    assertThat(permit(release, 1, minute)).contains(CONSENT_DOES_NOT_PERMIT);
    var kim = word("riverside", drKim);
    var signature = Es256.sign(world.custodianKey.getPrivate(), kim.message());
    assertThat(permit(asked(release, kim, signature), 1, minute)).isEmpty();
  }

  @Test
  void a_release_names_exactly_what_its_permit_asks_for() {
    var duty = Obligation.noRedisclosure();
    set = patient.set(List.of(LABS.obliging(duty)));
    assertThat(apply(patient.grant(1, null, set, salt))).isEmpty();
    var release = record.release(salt, set, "Observation");
    var minute = Duration.ofSeconds(60);
    assertThat(permit(release, 1, minute)).contains(CONSENT_DOES_NOT_PERMIT);
    assertThat(permit(owing(release, false, duty), 1, minute)).isEmpty();
    assertThat(permit(owing(release, false, duty, Obligation.eraseAfterDays(1)), 1, minute))
        .contains(CONSENT_DOES_NOT_PERMIT);
  }

  @Test
  void nothing_leaves_that_would_have_to_be_erased_by_now() {
    var duty = Obligation.eraseOn(LocalDate.ofInstant(world.now, ZoneOffset.UTC));
    set = patient.set(List.of(LABS.obliging(duty)));
    assertThat(apply(patient.grant(1, null, set, salt))).isEmpty();
    var release = record.release(salt, set, "Observation");
    assertThat(permit(owing(release, false, duty), 1, Duration.ofSeconds(60)))
        .contains(CONSENT_DOES_NOT_PERMIT);
  }

  @Test
  void what_must_be_redacted_does_not_leave_whole() {
    var duty = Obligation.redact("Observation.note");
    set = patient.set(List.of(LABS.obliging(duty)));
    assertThat(apply(patient.grant(1, null, set, salt))).isEmpty();
    var release = record.release(salt, set, "Observation");
    var minute = Duration.ofSeconds(60);
    assertThat(permit(owing(release, false, duty), 1, minute)).contains(CONSENT_DOES_NOT_PERMIT);
    var key = world.custodianKey.getPrivate();
    assertThat(permit(record.derived(salt, set, "Observation", key, duty), 1, minute)).isEmpty();
    assertThat(permit(record.derived(salt, set, "Observation", key), 1, minute))
        .contains(CONSENT_DOES_NOT_PERMIT);
  }

  private RequesterAssertion word(String custodian, Actor... who) {
    return new RequesterAssertion(
        "request",
        "harbor",
        custodian,
        "HPAYMT",
        List.of(who),
        null,
        world.now.plus(Duration.ofHours(1)));
  }

  private static Opening.Release asked(
      Opening.Release given, RequesterAssertion word, String signature) {
    return new Opening.Release(
        given.salt(),
        given.set(),
        given.releaseSalt(),
        given.leaves(),
        given.proofs(),
        word,
        signature);
  }

  private static Opening.Release owing(
      Opening.Release given, boolean derived, Obligation... duties) {
    var leaf = given.leaves().getFirst();
    var owing =
        new ReleasedLeaf(
            leaf.recordId(), leaf.index(), derived, leaf.attributes(), List.of(duties));
    return with(given, List.of(owing), given.proofs());
  }

  private static Opening.Release with(
      Opening.Release given, List<ReleasedLeaf> leaves, List<Opening.LeafProof> proofs) {
    return new Opening.Release(given.salt(), given.set(), given.releaseSalt(), leaves, proofs);
  }

  @Test
  void a_custodian_blocking_a_revocation() {
    apply(first);
    assertThat(revoke("harbor", patient.revocation(2, commitment(), patient.key, true))).isEmpty();
    assertThat(permit("Observation", 2, Duration.ofSeconds(60))).contains(CONSENT_REVOKED);
  }

  @Test
  void an_expired_consent_permits_nothing() {
    apply(first);
    world.pass(Duration.ofDays(31));
    assertThat(permit("Observation", 1, Duration.ofSeconds(60))).contains(CONSENT_EXPIRED);
  }

  private Optional<RefusalCode> apply(Grant grant) {
    return apply(grant.operation(), grant.opening());
  }

  private Optional<RefusalCode> apply(ChangeConsent op, Opening.Consent opening) {
    return world.as("riverside", opening, s -> ConsentRules.change(op, s));
  }

  private Optional<RefusalCode> revoke(String caller, Revocation revocation) {
    return world.as(
        caller, revocation.opening(), s -> RevocationRules.revoke(revocation.operation(), s));
  }

  private Optional<RefusalCode> permit(String type, long headVersion, Duration lasts) {
    return permit(record.release(salt, set, type), headVersion, lasts);
  }

  private Optional<RefusalCode> permit(Opening.Release opening, long headVersion, Duration lasts) {
    var op =
        new PermitAccess(
            world.id(),
            world.id(),
            "harbor",
            patient.headId,
            headVersion,
            "HPAYMT",
            null,
            PublishedRecord.commitment(opening),
            world.now.plus(lasts));
    return world.as("riverside", opening, s -> AccessRules.permit(op, s));
  }

  private String commitment() {
    return first.operation().commitment();
  }

  private static Opening.Consent attestedBy(
      Opening.Consent given, KeyAttestation word, String signature) {
    return new Opening.Consent(
        given.salt(),
        given.set(),
        given.key(),
        given.keySalt(),
        given.change(),
        given.signature(),
        word,
        signature);
  }
}
