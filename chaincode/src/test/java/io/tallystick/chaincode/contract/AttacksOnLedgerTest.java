package io.tallystick.chaincode.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.crypto.Digests;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.AccessOperation.RecordReuse;
import io.tallystick.vocabulary.ledger.ClaimOperation.AppealClaim;
import io.tallystick.vocabulary.ledger.ConsentOperation.RecordPaperConsent;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenyAccess;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.OperationTypes;
import io.tallystick.vocabulary.ledger.OrgOperation.ApproveOrgChange;
import io.tallystick.vocabulary.ledger.OrgOperation.ProposeOrgChange;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import io.tallystick.vocabulary.ledger.ReuseStatement;
import io.tallystick.vocabulary.org.OrgChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one or two members try behind the others' backs. */
class AttacksOnLedgerTest {

  private static final byte[] DOCUMENT = {1, 2, 3};
  private static Consortium consortium;

  @BeforeAll
  static void found(@TempDir Path folder) throws Exception {
    consortium = new Consortium(folder);
    consortium.submit(
        "Authority", consortium.founding(), null, Consortium.ORGS.toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    consortium.close();
  }

  @Test
  void one_party_moving_a_claim_alone() throws Exception {
    var claimId = submitted();
    var alone = catchThrowableOfType(CommitException.class, () -> adjudicate(claimId, "Harbor"));
    assertThat(alone.getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    assertThat(claim(claimId).state()).isEqualTo(State.SUBMITTED);
  }

  @Test
  void a_payer_blocking_an_appeal() throws Exception {
    var claimId = submitted();
    adjudicate(claimId, "Riverside", "Harbor");
    var salt = consortium.salt();
    var op =
        new AppealClaim(
            consortium.id(), claimId, 2, Party.PATIENT, Commitment.to(salt, DOCUMENT).hex());
    consortium.submit(
        "Riverside", op, new Opening.Document(salt, DOCUMENT, null), "Riverside", "Authority");
    assertThat(claim(claimId).state()).isEqualTo(State.APPEALED);
  }

  /** Two others submit and endorse what the patient signed: the custodian isn't asked. */
  @Test
  void a_custodian_blocking_a_revocation() throws Exception {
    var consent = new SignedConsent(consortium);
    consortium.submit("Riverside", consent.grant, consent.grantOpening, "Riverside", "Harbor");
    assertThat(head(consent.headId).revoked()).isFalse();
    consortium.submit(
        "Summit", consent.revocation, consent.revocationOpening, "Summit", "Meridian");
    assertThat(head(consent.headId).revoked()).isTrue();
    var again =
        catchThrowableOfType(
            EndorseException.class,
            () ->
                consortium.submit(
                    "Riverside",
                    again(consent.grant),
                    consent.grantOpening,
                    "Riverside",
                    "Harbor"));
    assertThat(Consortium.code(again)).isEqualTo(RefusalCode.STALE_VERSION);
  }

  /** The same grant as another operation. */
  private static ChangeConsent again(ChangeConsent grant) {
    return new ChangeConsent(
        consortium.id(),
        grant.headId(),
        grant.version(),
        grant.custodian(),
        grant.grantee(),
        grant.commitment(),
        grant.keyCommitment(),
        grant.notBefore(),
        grant.notAfter());
  }

  private static ConsentHead head(String headId) throws Exception {
    var json = consortium.contract("Harbor").evaluateTransaction("consent:get", headId);
    return CanonicalJson.read(json, ConsentHead.class);
  }

  @Test
  void two_members_are_no_majority_on_membership() throws Exception {
    var change = new OrgChange(OrgChange.Kind.SUSPEND, null, "meridian", null);
    var proposal = consortium.id();
    var two =
        catchThrowableOfType(
            CommitException.class,
            () ->
                consortium.submit(
                    "Harbor",
                    new ProposeOrgChange(consortium.id(), proposal, change),
                    null,
                    "Harbor",
                    "Summit"));
    assertThat(two.getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    consortium.submit("Harbor", new ProposeOrgChange(consortium.id(), proposal, change), null);
    consortium.submit("Summit", new ApproveOrgChange(consortium.id(), proposal, change), null);
    var again =
        catchThrowableOfType(
            EndorseException.class,
            () ->
                consortium.submit(
                    "Summit", new ApproveOrgChange(consortium.id(), proposal, change), null));
    assertThat(Consortium.code(again)).isEqualTo(RefusalCode.APPROVED_ALREADY);
    assertThat(list()).doesNotContain("SUSPENDED");
  }

  @Test
  void paper_by_another_without_a_scan_or_endorsed_by_one_alone() throws Exception {
    var headId = consortium.id();
    var scan = "5c".repeat(32);
    assertThat(refusalOfPaper("Summit", headId, scan)).isEqualTo(RefusalCode.WRONG_ORG);
    assertThat(refusalOfPaper("Harbor", headId, scan)).isEqualTo(RefusalCode.WRONG_ORG);
    assertThat(refusalOfPaper("Riverside", headId, null)).isEqualTo(RefusalCode.SCAN_MISSING);
    var alone =
        catchThrowableOfType(
            CommitException.class, () -> paper("Riverside", headId, scan, "Riverside"));
    assertThat(alone.getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    paper("Riverside", headId, scan, "Riverside", "Harbor");
    assertThat(refusalOfPaper("Riverside", headId, scan)).isEqualTo(RefusalCode.STALE_VERSION);
  }

  private static RefusalCode refusalOfPaper(String org, String headId, String scan) {
    var refused =
        catchThrowableOfType(
            EndorseException.class, () -> paper(org, headId, scan, "Riverside", "Harbor"));
    return Consortium.code(refused);
  }

  private static void paper(String org, String headId, String scan, String... endorsers)
      throws EndorseException, CommitException {
    var salt = consortium.salt();
    var set = new ConsentSet(headId, "riverside", "harbor", List.of());
    var from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var op =
        new RecordPaperConsent(
            consortium.id(),
            headId,
            1,
            "riverside",
            "harbor",
            Commitment.to(salt, CanonicalJson.bytes(set)).hex(),
            scan,
            from,
            from.plus(Duration.ofDays(30)));
    consortium.submit(org, op, new Opening.PaperConsent(salt, set), endorsers);
  }

  @Test
  void a_hospital_claiming_to_reuse_what_it_never_received() throws Exception {
    var denied = consortium.id();
    var deny =
        new DenyAccess(
            consortium.id(), denied, "summit", null, "TREAT", null, DenialReason.NO_CONSENT);
    consortium.submit("Riverside", deny, null, "Riverside", "Summit");
    var salt = consortium.salt();
    var leaf = new ReleasedLeaf(consortium.id(), 0, false, null);
    var statement = new ReuseStatement(denied, leaf);
    var op =
        new RecordReuse(
            consortium.id(),
            consortium.id(),
            denied,
            Commitment.to(salt, CanonicalJson.bytes(statement)).hex());
    var opening = new Opening.Reuse(salt, statement, salt, List.of(leaf));
    for (var endorsers : List.of(List.of("Riverside", "Summit"), List.of("Summit", "Meridian"))) {
      var refused =
          catchThrowableOfType(
              EndorseException.class,
              () -> consortium.submit("Summit", op, opening, endorsers.toArray(String[]::new)));
      assertThat(Consortium.code(refused)).isEqualTo(RefusalCode.STEP_NOT_ALLOWED_IN_STATE);
    }
  }

  /** Metadata and schemas come from the contract itself. */
  @Test
  void the_contract_tells_the_json_schema_of_each_transaction() throws Exception {
    var json =
        consortium.contract("Summit").evaluateTransaction("org.hyperledger.fabric:GetMetadata");
    var metadata = CanonicalJson.read(json, Map.class);
    var contracts = (Map<?, ?>) metadata.get("contracts");
    assertThat(contracts.keySet())
        .extracting(Object::toString)
        .contains("org", "record", "consent", "access", "claim", "batch");
    var schemas = (Map<?, ?>) ((Map<?, ?>) metadata.get("components")).get("schemas");
    for (var transaction : OperationTypes.all().keySet()) {
      var schema = (Map<?, ?>) schemas.get(transaction.replace(':', '.'));
      assertThat(schema).as(transaction).isNotNull();
      assertThat(((Map<?, ?>) schema.get("properties")).containsKey("opId")).isTrue();
      assertThat(schema.get("additionalProperties")).isEqualTo(false);
      assertThat(new String(json)).contains("\"" + transaction.split(":")[1] + "\"");
    }
  }

  private static String submitted() throws Exception {
    var claimId = consortium.id();
    var token = consortium.id();
    var salt = consortium.salt();
    var op =
        new SubmitClaim(
            consortium.id(),
            claimId,
            "harbor",
            "claim",
            Commitment.to(salt, DOCUMENT).hex(),
            Digests.sha256(HexFormat.of().parseHex(token)),
            null);
    consortium.submit(
        "Riverside", op, new Opening.Document(salt, DOCUMENT, token), "Riverside", "Harbor");
    return claimId;
  }

  private static void adjudicate(String claimId, String... endorsers)
      throws EndorseException, CommitException {
    var salt = consortium.salt();
    LedgerOperation op =
        new AdjudicateClaim(
            consortium.id(),
            claimId,
            1,
            true,
            Commitment.to(salt, DOCUMENT).hex(),
            AdjudicationOutcome.DENIED,
            List.of("50"));
    consortium.submit("Harbor", op, new Opening.Document(salt, DOCUMENT, null), endorsers);
  }

  private static Claim claim(String claimId) throws Exception {
    var json = consortium.contract("Authority").evaluateTransaction("claim:get", claimId);
    return CanonicalJson.read(json, Claim.class);
  }

  private static String list() throws Exception {
    return new String(consortium.contract("Summit").evaluateTransaction("org:list"));
  }
}
