package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.RefusalCode.ALREADY_EXISTS;
import static io.tallystick.vocabulary.ledger.RefusalCode.COMMITMENT_DOES_NOT_OPEN;
import static io.tallystick.vocabulary.ledger.RefusalCode.CONSENT_REVOKED;
import static io.tallystick.vocabulary.ledger.RefusalCode.MALFORMED;
import static io.tallystick.vocabulary.ledger.RefusalCode.NOT_FOUND;
import static io.tallystick.vocabulary.ledger.RefusalCode.OPENING_MISSING;
import static io.tallystick.vocabulary.ledger.RefusalCode.STEP_NOT_ALLOWED_IN_STATE;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ORG;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.AccessOperation.RecordReuse;
import io.tallystick.vocabulary.ledger.AccessOperation.ReportBreakGlass;
import io.tallystick.vocabulary.ledger.AccessOperation.ReviewAccess;
import io.tallystick.vocabulary.ledger.LedgerEntry.Reuse;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenyAccess;
import io.tallystick.vocabulary.ledger.LedgerOperation.PermitAccess;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.ledger.ReuseStatement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Summit received an observation of Riverside's and says that it used it. */
class ReuseRulesTest {

  private static final byte[] WHY = "why".getBytes();

  private final World world = new World();
  private final PublishedRecord record =
      new PublishedRecord(world, "Observation", "Condition").publish();
  private final Opening.Release release = record.release(null, null, "Observation");
  private final String accessId = world.id();
  private final String reuseId = world.id();

  ReuseRulesTest() {
    var op =
        new ReportBreakGlass(
            world.id(),
            accessId,
            "summit",
            "ETREAT",
            PublishedRecord.commitment(release),
            world.now);
    world.as("riverside", release, s -> BreakGlassRules.report(op, s));
  }

  @Test
  void the_recipient_records_what_it_reused_once() {
    assertThat(reuse("summit", reuseId, accessId, opening())).isEmpty();
    var entry = world.get(LedgerKeys.reuse(reuseId), Reuse.class);
    assertThat(entry.accessId()).isEqualTo(accessId);
    assertThat(entry.custodian()).isEqualTo("riverside");
    assertThat(entry.grantee()).isEqualTo("summit");
    assertThat(reuse("summit", reuseId, accessId, opening())).contains(ALREADY_EXISTS);
    assertThat(reuse("summit", world.id(), accessId, opening())).as("for another test").isEmpty();
    assertThat(new String(world.state.get(LedgerKeys.reuse(reuseId))))
        .as("a commitment, and nothing of the result")
        .doesNotContain("Observation", record.recordId);
  }

  @Test
  void nobody_else_records_it() {
    for (var other : List.of("riverside", "harbor", "meridian", "authority")) {
      assertThat(reuse(other, reuseId, accessId, opening())).as(other).contains(WRONG_ORG);
    }
    assertThat(reuse("summit", "short", accessId, opening())).contains(MALFORMED);
    assertThat(reuse("summit", reuseId, world.id(), opening())).contains(NOT_FOUND);
  }

  @Test
  void only_what_this_access_released_can_be_reused() {
    var leaf = release.leaves().getFirst();
    var withheld = record.release(null, null, "Condition");
    assertThat(reuse("summit", reuseId, accessId, null)).contains(OPENING_MISSING);
    var other = opening(new ReuseStatement(accessId, withheld.leaves().getFirst()), release);
    assertThat(reuse("summit", reuseId, accessId, other)).contains(COMMITMENT_DOES_NOT_OPEN);
    var otherRelease =
        opening(new ReuseStatement(accessId, withheld.leaves().getFirst()), withheld);
    assertThat(reuse("summit", reuseId, accessId, otherRelease)).contains(COMMITMENT_DOES_NOT_OPEN);
    var otherAccess = opening(new ReuseStatement(world.id(), leaf), release);
    assertThat(reuse("summit", reuseId, accessId, otherAccess)).contains(COMMITMENT_DOES_NOT_OPEN);
    var wrongSalt =
        new Opening.Reuse(
            world.salt(), new ReuseStatement(accessId, leaf), world.salt(), release.leaves());
    assertThat(reuse("summit", reuseId, accessId, wrongSalt)).contains(COMMITMENT_DOES_NOT_OPEN);
  }

  @Test
  void what_was_refused_or_must_be_erased_is_not_reused() {
    var denied = world.id();
    var deny =
        new DenyAccess(world.id(), denied, "summit", null, "TREAT", null, DenialReason.NO_CONSENT);
    world.as("riverside", null, s -> AccessRules.deny(deny, s));
    assertThat(reuse("summit", reuseId, denied, opening())).contains(STEP_NOT_ALLOWED_IN_STATE);

    var salt = world.salt();
    var review =
        new ReviewAccess(
            world.id(), accessId, 1, Verdict.UNJUSTIFIED, Commitment.to(salt, WHY).hex());
    world.as(
        "authority", new Opening.Document(salt, WHY, null), s -> BreakGlassRules.review(review, s));
    assertThat(reuse("summit", reuseId, accessId, opening())).contains(CONSENT_REVOKED);
  }

  @Test
  void an_insurer_reuses_nothing_it_does_not_treat() {
    var patient = new Patient(world);
    ConsentSet set =
        patient.set(
            List.of(new Provision(Effect.PERMIT, null, null, null, null, null, null, null)));
    var salt = world.salt();
    var grant = patient.grant(1, null, set, salt);
    world.as("riverside", grant.opening(), s -> ConsentRules.change(grant.operation(), s));
    var toHarbor = record.release(salt, set, "Observation");
    var id = world.id();
    var permit =
        new PermitAccess(
            world.id(),
            id,
            "harbor",
            patient.headId,
            1,
            "HPAYMT",
            null,
            PublishedRecord.commitment(toHarbor),
            world.now.plusSeconds(30));
    assertThat(world.as("riverside", toHarbor, s -> AccessRules.permit(permit, s))).isEmpty();
    var opening = opening(new ReuseStatement(id, toHarbor.leaves().getFirst()), toHarbor);
    assertThat(reuse("harbor", reuseId, id, opening)).contains(WRONG_ROLE);
  }

  private Opening.Reuse opening() {
    return opening(new ReuseStatement(accessId, release.leaves().getFirst()), release);
  }

  private Opening.Reuse opening(ReuseStatement statement, Opening.Release of) {
    return new Opening.Reuse(world.salt(), statement, of.releaseSalt(), of.leaves());
  }

  private Optional<RefusalCode> reuse(
      String caller, String id, String access, Opening.Reuse opening) {
    var commitment =
        opening == null
            ? "ab".repeat(32)
            : Commitment.to(opening.salt(), CanonicalJson.bytes(opening.statement())).hex();
    var op = new RecordReuse(world.id(), id, access, commitment);
    return world.as(caller, opening, s -> ReuseRules.record(op, s));
  }
}
