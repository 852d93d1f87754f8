package io.tallystick.claims;

import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.vocabulary.claim.AdjudicationProof;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ClaimOperation;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.ledger.Opening;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Harbor, played on the ledger by a test. */
public final class Payer {

  private static final Ids IDS = Ids.secure();

  /** The claim's operation on the ledger, and what is told of it. */
  public record Adjudicated(String opId, ClaimAdjudicated content) {}

  /**
   * @return the operation's id
   */
  public static String pend(String claimId, long version, PendReason reason) {
    var deadline = Instant.now().plus(7, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    var operation = new LedgerOperation.PendClaim(IDS.next(), claimId, version, reason, deadline);
    TestInstitution.of("harbor").submit(operation, null, "riverside", "harbor");
    return operation.opId();
  }

  /** Pays line 1 in part and denies line 2, straight through. */
  public static Adjudicated settle(String claimId, long version) {
    var document = response(claimId).getBytes(StandardCharsets.UTF_8);
    var salt = IDS.salt();
    var operation =
        new LedgerOperation.AdjudicateClaim(
            IDS.next(),
            claimId,
            version,
            true,
            Commitment.to(salt, document).hex(),
            AdjudicationOutcome.PARTIALLY_PAID,
            List.of("2", "252"));
    TestInstitution.of("harbor")
        .submit(operation, new Opening.Document(salt, document, null), "riverside", "harbor");
    return new Adjudicated(
        operation.opId(),
        new ClaimAdjudicated(claimId, document, salt, "PARTIALLY_PAID", List.of("2", "252"), true));
  }

  /** The same, with what it rests on. */
  public static Adjudicated settleProven(LedgerEntry.Claim claim) {
    var document = response(claim.claimId()).getBytes(StandardCharsets.UTF_8);
    var salt = IDS.salt();
    var result = Commitment.to(salt, document).hex();
    var proof =
        new AdjudicationProof(
            claim.claimId(),
            "harbor-choice-ppo",
            "2025.1",
            "0".repeat(64),
            claim.commitment(),
            null,
            List.of(),
            result);
    var proofSalt = IDS.salt();
    var proofBytes = CanonicalJson.bytes(proof);
    var operation =
        new LedgerOperation.AdjudicateClaim(
            IDS.next(),
            claim.claimId(),
            claim.version(),
            true,
            result,
            AdjudicationOutcome.PARTIALLY_PAID,
            List.of("2", "252"),
            Commitment.to(proofSalt, proofBytes).hex());
    TestInstitution.of("harbor")
        .submit(
            operation,
            new Opening.Adjudication(salt, document, proofSalt, proof),
            "riverside",
            "harbor");
    return new Adjudicated(
        operation.opId(),
        new ClaimAdjudicated(
            claim.claimId(),
            document,
            salt,
            "PARTIALLY_PAID",
            List.of("2", "252"),
            true,
            proofBytes,
            proofSalt,
            null,
            null));
  }

  /** Upholds an appeal: the same answer once more. */
  public static Adjudicated uphold(String claimId, long version, ClaimAdjudicated before) {
    var salt = IDS.salt();
    var operation =
        new ClaimOperation.DecideAppeal(
            IDS.next(),
            claimId,
            version,
            Commitment.to(salt, before.document()).hex(),
            AdjudicationOutcome.PARTIALLY_PAID,
            before.reasonCodes(),
            null);
    TestInstitution.of("harbor")
        .submit(
            operation, new Opening.Document(salt, before.document(), null), "riverside", "harbor");
    return new Adjudicated(
        operation.opId(),
        new ClaimAdjudicated(
            claimId, before.document(), salt, before.outcome(), before.reasonCodes(), false));
  }

  private static String response(String claimId) {
    return """
    {"resourceType":"ClaimResponse","status":"active","type":{"text":"professional"},"use":"claim",
     "patient":{"display":"-"},"created":"2026-03-05","insurer":{"display":"Harbor"},
     "identifier":[{"system":"https://tallystick.example/ns/claim","value":"%s"}],"outcome":"complete",
     "item":[
      {"itemSequence":1,"adjudication":[%s,%s,%s]},
      {"itemSequence":2,"adjudication":[%s,%s,%s]}],
     "total":[%s,%s]}
    """
        .formatted(
            claimId,
            amount("eligible", "80.00", null),
            amount("benefit", "70.00", null),
            amount("memberliability", "10.00", "2"),
            amount("benefit", "0.00", null),
            amount("noncovered", "14.45", "252"),
            amount("memberliability", "0.00", null),
            amount("benefit", "70.00", null),
            amount("memberliability", "10.00", null));
  }

  private static String amount(String category, String value, String carc) {
    var reason =
        carc == null
            ? ""
            : ",\"reason\":{\"coding\":[{\"system\":\"https://x12.org/codes/claim-adjustment-reason-codes\",\"code\":\"%s\"}]}"
                .formatted(carc);
    return "{\"category\":{\"coding\":[{\"code\":\"%s\"}]},\"amount\":{\"value\":%s,\"currency\":\"USD\"}%s}"
        .formatted(category, value, reason);
  }

  private Payer() {}
}
