package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome.DENIED;
import static io.tallystick.vocabulary.ledger.RefusalCode.DEADLINE_OUT_OF_RANGE;
import static io.tallystick.vocabulary.ledger.RefusalCode.MALFORMED;
import static io.tallystick.vocabulary.ledger.RefusalCode.NOT_FOUND;
import static io.tallystick.vocabulary.ledger.RefusalCode.RECEIPT_NOT_OWED;
import static io.tallystick.vocabulary.ledger.RefusalCode.RECORD_NOT_CURRENT;
import static io.tallystick.vocabulary.ledger.RefusalCode.STALE_VERSION;
import static io.tallystick.vocabulary.ledger.RefusalCode.STEP_NOT_ALLOWED_IN_STATE;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ORG;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.ledger.AccessOperation.GiveReceipt;
import io.tallystick.vocabulary.ledger.AccessOperation.ReportBreakGlass;
import io.tallystick.vocabulary.ledger.AccessOperation.ReviewAccess;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import io.tallystick.vocabulary.ledger.LedgerEntry.RetentionGround;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenyAccess;
import io.tallystick.vocabulary.ledger.LedgerOperation.PermitAccess;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RecordOperation.EraseRecord;
import io.tallystick.vocabulary.ledger.RecordOperation.SupersedeRecord;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Accesses beside their consent: the claim they serve, emergencies, receipts, corrected records.
 */
class AccessRulesTest {

  private static final byte[] WHY = "why".getBytes();

  private final World world = new World();
  private final Patient patient = new Patient(world);
  private final PublishedRecord record = new PublishedRecord(world, "Observation").publish();
  private final ConsentSet set =
      patient.set(List.of(new Provision(Effect.PERMIT, null, null, null, null, null, null, null)));
  private final byte[] salt = world.salt();
  private final String accessId = world.id();

  AccessRulesTest() {
    var grant = patient.grant(1, null, set, salt);
    world.as("riverside", grant.opening(), s -> ConsentRules.change(grant.operation(), s));
  }

  @Test
  void evidence_goes_from_a_claims_own_provider_while_there_is_something_to_decide() {
    var desk = new Desk(world);
    var claim = desk.submitted();
    assertThat(permit(world.id(), claim)).isEmpty();
    desk.pend(claim, Duration.ofDays(1));
    assertThat(permit(world.id(), claim)).isEmpty();
    desk.answer(claim);
    desk.adjudicate("harbor", claim, true, DENIED);
    assertThat(permit(world.id(), claim)).contains(STEP_NOT_ALLOWED_IN_STATE);
    desk.appeal("riverside", claim, Party.PROVIDER);
    assertThat(permit(world.id(), claim)).isEmpty();
    assertThat(deny("riverside", claim)).isEmpty();
    assertThat(deny("summit", claim)).contains(WRONG_ORG);
    assertThat(permit(world.id(), world.id())).contains(NOT_FOUND);
  }

  @Test
  void nothing_is_released_from_a_superseded_or_erased_record() {
    var corrected = new PublishedRecord(world, "Observation");
    assertThat(supersede("summit", 1, corrected)).contains(WRONG_ORG);
    assertThat(supersede("riverside", 2, corrected)).contains(STALE_VERSION);
    assertThat(supersede("riverside", 1, corrected)).isEmpty();
    assertThat(permit(world.id(), null)).contains(RECORD_NOT_CURRENT);
    assertThat(supersede("riverside", 2, new PublishedRecord(world, "Observation")))
        .contains(RECORD_NOT_CURRENT);
    assertThat(permit(corrected.release(salt, set, "Observation"), world.id(), null)).isEmpty();
    assertThat(erase(corrected.recordId, 1)).isEmpty();
    assertThat(permit(corrected.release(salt, set, "Observation"), world.id(), null))
        .contains(RECORD_NOT_CURRENT);
    assertThat(erase(record.recordId, 2)).isEmpty();
    assertThat(erase(record.recordId, 3)).contains(RECORD_NOT_CURRENT);
  }

  @Test
  void break_glass_is_told_late_marked_and_reviewed_by_another_than_the_recipient() {
    assertThat(breakGlass("harbor", "ETREAT", world.now)).contains(WRONG_ROLE);
    assertThat(breakGlass("summit", "HPAYMT", world.now)).contains(MALFORMED);
    assertThat(breakGlass("summit", "ETREAT", world.now.plusSeconds(1)))
        .contains(DEADLINE_OUT_OF_RANGE);
    assertThat(breakGlass("summit", "ETREAT", world.now.minus(Duration.ofDays(8))))
        .contains(DEADLINE_OUT_OF_RANGE);
    assertThat(breakGlass("summit", "ETREAT", world.now.minus(Duration.ofDays(2)))).isEmpty();
    assertThat(access().breakGlass().reviewBy()).isEqualTo(world.now.plus(Duration.ofDays(12)));
    assertThat(review("summit", 1, Verdict.JUSTIFIED)).contains(WRONG_ORG);
    assertThat(review("riverside", 2, Verdict.JUSTIFIED)).contains(STALE_VERSION);
    assertThat(receipt("summit", 1, Disposition.ERASED, null, null)).contains(RECEIPT_NOT_OWED);
    assertThat(review("authority", 1, Verdict.UNJUSTIFIED)).isEmpty();
    assertThat(review("riverside", 2, Verdict.JUSTIFIED)).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(receipt("summit", 2, Disposition.ERASED, null, null)).isEmpty();
  }

  @Test
  void after_a_revocation_the_recipient_owes_a_receipt_until_all_is_erased() {
    assertThat(permit(accessId, null)).isEmpty();
    assertThat(receipt("harbor", 1, Disposition.ERASED, null, null)).contains(RECEIPT_NOT_OWED);
    var head = patient.grant(1, null, set, salt).operation().commitment();
    var revocation = patient.revocation(2, head, patient.key, true);
    world.as(
        "harbor", revocation.opening(), s -> RevocationRules.revoke(revocation.operation(), s));
    var year = world.now.plus(Duration.ofDays(365));
    assertThat(receipt("meridian", 1, Disposition.ERASED, null, null)).contains(WRONG_ORG);
    assertThat(receipt("harbor", 1, Disposition.RETAINED, null, year)).contains(MALFORMED);
    assertThat(receipt("harbor", 1, Disposition.RETAINED, RetentionGround.LEGAL_CLAIMS, world.now))
        .contains(MALFORMED);
    assertThat(receipt("harbor", 1, Disposition.RETAINED, RetentionGround.LEGAL_CLAIMS, year))
        .isEmpty();
    var again = patient.grant(3, head, set, salt);
    world.as("riverside", again.opening(), s -> ConsentRules.change(again.operation(), s));
    assertThat(receipt("harbor", 2, Disposition.ERASED, null, null)).isEmpty();
    assertThat(receipt("harbor", 3, Disposition.ERASED, null, null)).contains(RECEIPT_NOT_OWED);
    assertThat(access().at()).isEqualTo(world.now);
  }

  @Test
  void a_denial_owes_nothing() {
    assertThat(deny("riverside", null)).isEmpty();
    assertThat(receipt("harbor", 1, Disposition.ERASED, null, null)).contains(RECEIPT_NOT_OWED);
    assertThat(review("riverside", 1, Verdict.JUSTIFIED)).contains(STEP_NOT_ALLOWED_IN_STATE);
  }

  private Optional<RefusalCode> permit(String id, String claimId) {
    return permit(record.release(salt, set, "Observation"), id, claimId);
  }

  private Optional<RefusalCode> permit(Opening.Release opening, String id, String claimId) {
    var op =
        new PermitAccess(
            world.id(),
            id,
            "harbor",
            patient.headId,
            version(),
            "HPAYMT",
            claimId,
            PublishedRecord.commitment(opening),
            world.now.plusSeconds(30));
    return world.as("riverside", opening, s -> AccessRules.permit(op, s));
  }

  private long version() {
    return world
        .get(
            LedgerKeys.consent(patient.headId),
            io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead.class)
        .version();
  }

  private Optional<RefusalCode> deny(String caller, String claimId) {
    var id = claimId == null ? accessId : world.id();
    var op =
        new DenyAccess(world.id(), id, "harbor", null, "HPAYMT", claimId, DenialReason.NO_CONSENT);
    return world.as(caller, null, s -> AccessRules.deny(op, s));
  }

  private Optional<RefusalCode> supersede(String caller, long version, PublishedRecord by) {
    var op =
        new SupersedeRecord(
            world.id(), record.recordId, version, by.recordId, by.tree.root(), by.tree.size());
    return world.as(caller, null, s -> RecordRules.supersede(op, s));
  }

  private Optional<RefusalCode> erase(String recordId, long version) {
    var op = new EraseRecord(world.id(), recordId, version);
    return world.as("riverside", null, s -> RecordRules.erase(op, s));
  }

  private Optional<RefusalCode> breakGlass(String grantee, String purpose, Instant releasedAt) {
    var opening = record.release(null, null, "Observation");
    var op =
        new ReportBreakGlass(
            world.id(),
            accessId,
            grantee,
            purpose,
            PublishedRecord.commitment(opening),
            releasedAt);
    return world.as("riverside", opening, s -> BreakGlassRules.report(op, s));
  }

  private Optional<RefusalCode> review(String caller, long version, Verdict verdict) {
    var with = world.salt();
    var op =
        new ReviewAccess(world.id(), accessId, version, verdict, Commitment.to(with, WHY).hex());
    return world.as(
        caller, new Opening.Document(with, WHY, null), s -> BreakGlassRules.review(op, s));
  }

  private Optional<RefusalCode> receipt(
      String caller, long version, Disposition what, RetentionGround ground, Instant until) {
    var op = new GiveReceipt(world.id(), accessId, version, what, ground, until);
    return world.as(caller, null, s -> ReceiptRules.give(op, s));
  }

  private Access access() {
    return world.get(LedgerKeys.access(accessId), Access.class);
  }
}
