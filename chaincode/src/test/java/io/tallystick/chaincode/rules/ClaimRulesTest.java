package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.RefusalCode.BILL_LOCKED;
import static io.tallystick.vocabulary.ledger.RefusalCode.COMMITMENT_DOES_NOT_OPEN;
import static io.tallystick.vocabulary.ledger.RefusalCode.DEADLINE_NOT_PASSED;
import static io.tallystick.vocabulary.ledger.RefusalCode.DEADLINE_OUT_OF_RANGE;
import static io.tallystick.vocabulary.ledger.RefusalCode.MALFORMED;
import static io.tallystick.vocabulary.ledger.RefusalCode.OPENING_MISSING;
import static io.tallystick.vocabulary.ledger.RefusalCode.PARTY_MAY_NOT_TAKE_STEP;
import static io.tallystick.vocabulary.ledger.RefusalCode.PRIMARY_CLAIM_MISMATCH;
import static io.tallystick.vocabulary.ledger.RefusalCode.STALE_VERSION;
import static io.tallystick.vocabulary.ledger.RefusalCode.UNKNOWN_ORG;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ORG;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimRulesTest {

  private static final byte[] DOCUMENT = "a claim".getBytes();

  private final World world = new World();
  private final String token = world.id();

  @Test
  void a_claim_goes_from_submission_to_settlement_in_two_steps() {
    var claimId = world.id();
    assertThat(submit("riverside", claimId, "harbor", token, null)).isEmpty();
    assertThat(adjudicate("harbor", claimId, 1, AdjudicationOutcome.PAID)).isEmpty();
    var claim = claim(claimId);
    assertThat(claim.state()).isEqualTo(State.SETTLED);
    assertThat(claim.version()).isEqualTo(2);
    assertThat(claim.reasonCodes()).containsExactly("45");
  }

  @Test
  void one_bill_has_one_primary_claim_at_whichever_insurer() {
    assertThat(submit("riverside", world.id(), "harbor", token, null)).isEmpty();
    assertThat(submit("riverside", world.id(), "meridian", token, null)).contains(BILL_LOCKED);
    assertThat(submit("riverside", world.id(), "harbor", token, null)).contains(BILL_LOCKED);
    assertThat(submit("summit", world.id(), "harbor", token, null)).contains(WRONG_ORG);
  }

  @Test
  void a_secondary_claim_names_the_primary_that_holds_the_bill() {
    var primary = world.id();
    assertThat(submit("riverside", world.id(), "meridian", token, primary))
        .contains(PRIMARY_CLAIM_MISMATCH);
    assertThat(submit("riverside", primary, "harbor", token, null)).isEmpty();
    assertThat(submit("riverside", world.id(), "meridian", token, world.id()))
        .contains(PRIMARY_CLAIM_MISMATCH);
    var secondary = world.id();
    assertThat(submit("riverside", secondary, "meridian", token, primary)).isEmpty();
    assertThat(cancel("riverside", secondary, 1)).isEmpty();
    assertThat(submit("riverside", world.id(), "meridian", token, null)).contains(BILL_LOCKED);
  }

  @Test
  void cancelled_and_wholly_uncovered_claims_free_their_bill() {
    var first = world.id();
    assertThat(submit("riverside", first, "harbor", token, null)).isEmpty();
    assertThat(cancel("riverside", first, 1)).isEmpty();
    var second = world.id();
    assertThat(submit("riverside", second, "meridian", token, null)).isEmpty();
    assertThat(adjudicate("meridian", second, 1, AdjudicationOutcome.NOT_COVERED)).isEmpty();
    var third = world.id();
    assertThat(submit("riverside", third, "harbor", token, null)).isEmpty();
    assertThat(adjudicate("harbor", third, 1, AdjudicationOutcome.DENIED)).isEmpty();
    assertThat(submit("riverside", world.id(), "meridian", token, null)).contains(BILL_LOCKED);
  }

  @Test
  void only_a_hospital_submits_and_only_to_an_insurer() {
    assertThat(submit("harbor", world.id(), "meridian", token, null)).contains(WRONG_ROLE);
    assertThat(submit("riverside", world.id(), "summit", token, null)).contains(UNKNOWN_ORG);
    assertThat(submit("riverside", world.id(), "nobody", token, null)).contains(UNKNOWN_ORG);
  }

  @Test
  void strangers_and_the_wrong_party_move_nothing() {
    var claimId = world.id();
    submit("riverside", claimId, "harbor", token, null);
    assertThat(adjudicate("meridian", claimId, 1, AdjudicationOutcome.PAID)).contains(WRONG_ORG);
    assertThat(adjudicate("riverside", claimId, 1, AdjudicationOutcome.PAID))
        .contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(adjudicate("authority", claimId, 1, AdjudicationOutcome.PAID))
        .contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(cancel("harbor", claimId, 1)).contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(adjudicate("harbor", claimId, 7, AdjudicationOutcome.PAID)).contains(STALE_VERSION);
    assertThat(claim(claimId).version()).isEqualTo(1);
  }

  @Test
  void a_pended_claim_is_decided_without_an_answer_only_after_its_deadline() {
    var claimId = world.id();
    submit("riverside", claimId, "harbor", token, null);
    assertThat(pend(claimId, Duration.ofDays(61))).contains(DEADLINE_OUT_OF_RANGE);
    assertThat(pend(claimId, Duration.ofDays(-1))).contains(DEADLINE_OUT_OF_RANGE);
    assertThat(pend(claimId, Duration.ofDays(14))).isEmpty();
    assertThat(adjudicate("harbor", claimId, 2, AdjudicationOutcome.DENIED))
        .contains(DEADLINE_NOT_PASSED);
    world.pass(Duration.ofDays(15));
    assertThat(adjudicate("harbor", claimId, 2, AdjudicationOutcome.DENIED)).isEmpty();
    assertThat(claim(claimId).pendReason()).isNull();
  }

  @Test
  void a_document_or_bill_token_that_does_not_open_is_refused() {
    var op = submission(world.id(), "harbor", token, null, world.salt());
    assertThat(world.as("riverside", null, s -> ClaimRules.submit(op, s)))
        .contains(OPENING_MISSING);
    var salt = world.salt();
    var other = submission(world.id(), "harbor", token, null, salt);
    var forged = new Opening.Document(salt, "another claim".getBytes(), token);
    assertThat(world.as("riverside", forged, s -> ClaimRules.submit(other, s)))
        .contains(COMMITMENT_DOES_NOT_OPEN);
    var wrongToken = new Opening.Document(salt, DOCUMENT, world.id());
    assertThat(world.as("riverside", wrongToken, s -> ClaimRules.submit(other, s)))
        .contains(COMMITMENT_DOES_NOT_OPEN);
  }

  private Optional<RefusalCode> submit(
      String provider, String claimId, String payer, String billToken, String primary) {
    var salt = world.salt();
    var op = submission(claimId, payer, billToken, primary, salt);
    var opening = new Opening.Document(salt, DOCUMENT, billToken);
    return world.as(provider, opening, s -> ClaimRules.submit(op, s));
  }

  private SubmitClaim submission(
      String claimId, String payer, String billToken, String primary, byte[] salt) {
    return new SubmitClaim(
        world.id(),
        claimId,
        payer,
        "claim",
        Commitment.to(salt, DOCUMENT).hex(),
        sha256(billToken),
        primary);
  }

  private Optional<RefusalCode> adjudicate(
      String payer, String claimId, long version, AdjudicationOutcome outcome) {
    var salt = world.salt();
    var op =
        new AdjudicateClaim(
            world.id(),
            claimId,
            version,
            true,
            Commitment.to(salt, DOCUMENT).hex(),
            outcome,
            List.of("45"));
    var opening = new Opening.Document(salt, DOCUMENT, null);
    return world.as(payer, opening, s -> ClaimRules.adjudicate(op, s));
  }

  @Test
  void words_are_no_reason_codes() {
    var claimId = world.id();
    assertThat(submit("riverside", claimId, "harbor", token, null)).isEmpty();
    var salt = world.salt();
    var op =
        new AdjudicateClaim(
            world.id(),
            claimId,
            1,
            true,
            Commitment.to(salt, DOCUMENT).hex(),
            AdjudicationOutcome.DENIED,
            List.of("Jane Doe"));
    var opening = new Opening.Document(salt, DOCUMENT, null);
    assertThat(world.as("harbor", opening, s -> ClaimRules.adjudicate(op, s))).contains(MALFORMED);
  }

  private Optional<RefusalCode> pend(String claimId, Duration wait) {
    var op =
        new PendClaim(world.id(), claimId, 1, PendReason.CONSENT_AWAITED, world.now.plus(wait));
    return world.as("harbor", null, s -> ClaimRules.pend(op, s));
  }

  private Optional<RefusalCode> cancel(String caller, String claimId, long version) {
    var op = new CancelClaim(world.id(), claimId, version);
    return world.as(caller, null, s -> ClaimRules.cancel(op, s));
  }

  private Claim claim(String claimId) {
    return world.get(LedgerKeys.claim(claimId), Claim.class);
  }

  private static String sha256(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(token));
      return HexFormat.of().formatHex(digest);
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
