package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.contract.DeterminismTest.Asked;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.crypto.Digests;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.AccessOperation.RecordReuse;
import io.tallystick.vocabulary.ledger.ClaimOperation.AdvancePayment;
import io.tallystick.vocabulary.ledger.ClaimOperation.AppealClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.DecideAppeal;
import io.tallystick.vocabulary.ledger.ClaimOperation.LapseClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.RequestVoid;
import io.tallystick.vocabulary.ledger.ClaimOperation.ReverseClaim;
import io.tallystick.vocabulary.ledger.ConsentOperation.RecordPaperConsent;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.BreakGlass;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.AnswerClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenyAccess;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.LedgerOperation.SettleClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.ledger.RecordOperation.EraseRecord;
import io.tallystick.vocabulary.ledger.RecordOperation.SupersedeRecord;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import io.tallystick.vocabulary.ledger.ReuseStatement;
import io.tallystick.vocabulary.org.Org;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sensible and senseless operations of five members on a few claims, bills and records. */
final class RandomOperations {

  private static final List<String> HOSPITALS = List.of("riverside", "summit");
  private static final List<String> INSURERS = List.of("harbor", "meridian");
  private static final byte[] DOCUMENT = {1, 2, 3};
  private static final String ACCESS = "ac".repeat(16);
  private static final byte[] RELEASE_SALT = new byte[32];
  private static final ReleasedLeaf LEAF =
      new ReleasedLeaf(
          "ef".repeat(16), 0, false, new ResourceAttributes("Observation", null, null, null));

  private final Random random;
  private final List<String> claims = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private final List<String> records = new ArrayList<>();
  private final List<String> heads = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");

  RandomOperations(long seed) {
    this.random = new Random(seed);
    for (int i = 0; i < 60; i++) claims.add(id());
    for (int i = 0; i < 40; i++) tokens.add(id());
    for (int i = 0; i < 20; i++) records.add(id());
    for (int i = 0; i < 5; i++) heads.add(id());
  }

  Map<String, String> genesis() {
    var members =
        List.of(
            member("riverside", Org.Role.HOSPITAL),
            member("summit", Org.Role.HOSPITAL),
            member("harbor", Org.Role.INSURER),
            member("meridian", Org.Role.INSURER),
            member("authority", Org.Role.AUTHORITY));
    return Map.of(
        LedgerKeys.DIRECTORY,
        CanonicalJson.text(new OrgDirectory(members)),
        LedgerKeys.access(ACCESS),
        CanonicalJson.text(released()));
  }

  /** Riverside once released one observation to Summit. */
  private static Access released() {
    var commitment = Commitment.to(RELEASE_SALT, CanonicalJson.bytes(List.of(LEAF))).hex();
    var at = Instant.parse("2026-11-23T11:00:00Z");
    var glass = new BreakGlass(at, at.plusSeconds(9), null);
    return new Access(
        ACCESS,
        true,
        "riverside",
        "summit",
        null,
        null,
        "ETREAT",
        null,
        commitment,
        null,
        null,
        at,
        1L,
        glass,
        null);
  }

  private Asked reuse() {
    var salt = salt();
    var leaf = random.nextInt(4) == 0 ? new ReleasedLeaf(ACCESS, 1, false, null) : LEAF;
    var statement = new ReuseStatement(ACCESS, leaf);
    var commitment = Commitment.to(salt, CanonicalJson.bytes(statement)).hex();
    return asked(
        pick(HOSPITALS),
        new RecordReuse(id(), id(), ACCESS, commitment),
        new Opening.Reuse(salt, statement, RELEASE_SALT, List.of(LEAF)));
  }

  /**
   * @param state from which the versions are taken that most operations expect
   */
  Asked next(Map<String, byte[]> state) {
    now = now.plus(Duration.ofHours(random.nextInt(4) == 0 ? random.nextInt(900) : 1));
    var claimId = pick(claims);
    var json = state.get(LedgerKeys.claim(claimId));
    var claim = json == null ? null : CanonicalJson.read(json, Claim.class);
    if (claim == null && random.nextInt(3) > 0) return submit(claimId);
    if (claim == null || random.nextInt(12) == 0) return aside(state);
    return step(claim);
  }

  private Asked submit(String claimId) {
    var token = pick(tokens);
    var salt = salt();
    boolean bill = random.nextInt(6) > 0;
    var op =
        new SubmitClaim(
            id(),
            claimId,
            pick(INSURERS),
            bill ? "claim" : "preauthorization",
            Commitment.to(salt, DOCUMENT).hex(),
            bill ? Digests.sha256(HexFormat.of().parseHex(token)) : null,
            random.nextInt(8) == 0 ? pick(claims) : null,
            random.nextInt(8) == 0 ? pick(claims) : null,
            random.nextInt(8) == 0 ? pick(claims) : null);
    return asked(pick(HOSPITALS), op, new Opening.Document(salt, DOCUMENT, bill ? token : null));
  }

  private Asked aside(Map<String, byte[]> state) {
    if (random.nextInt(4) == 0) return paper(state);
    if (random.nextInt(5) == 0) return reuse();
    var record = pick(records);
    LedgerOperation op =
        switch (random.nextInt(4)) {
          case 0 -> new PublishRecord(id(), record, "ab".repeat(32), 1 + random.nextInt(9));
          case 1 ->
              new SupersedeRecord(
                  id(), record, 1 + random.nextInt(2), pick(records), "cd".repeat(32), 2);
          case 2 -> new EraseRecord(id(), record, 1 + random.nextInt(3));
          default ->
              new DenyAccess(
                  id(),
                  id(),
                  pick(INSURERS),
                  null,
                  "HPAYMT",
                  random.nextBoolean() ? null : pick(claims),
                  DenialReason.NO_CONSENT);
        };
    return asked(pick(HOSPITALS), op, null);
  }

  private Asked paper(Map<String, byte[]> state) {
    var headId = pick(heads);
    var json = state.get(LedgerKeys.consent(headId));
    long version = json == null ? 0 : CanonicalJson.read(json, ConsentHead.class).version();
    var salt = salt();
    var set = new ConsentSet(headId, "riverside", "harbor", List.of());
    var scan = random.nextInt(6) == 0 ? null : "5c".repeat(32);
    var op =
        new RecordPaperConsent(
            id(),
            headId,
            version + 1,
            "riverside",
            "harbor",
            Commitment.to(salt, CanonicalJson.bytes(set)).hex(),
            scan,
            now,
            now.plus(Duration.ofDays(300 + random.nextInt(80))));
    return asked(pick(HOSPITALS), op, new Opening.PaperConsent(salt, set));
  }

  private Asked step(Claim claim) {
    var id = claim.claimId();
    long version = random.nextInt(10) == 0 ? random.nextInt(5) : claim.version();
    var salt = salt();
    var commitment = Commitment.to(salt, DOCUMENT).hex();
    var opening = new Opening.Document(salt, DOCUMENT, null);
    var outcome = pick(List.of(AdjudicationOutcome.values()));
    var by = random.nextBoolean() ? Party.PROVIDER : Party.PATIENT;
    boolean again = claim.settlement() != null;
    var codes = List.of("45", "N130");
    return switch (random.nextInt(13)) {
      case 0 ->
          asked(
              payer(claim),
              new PendClaim(id(), id, version, PendReason.REVIEW, now.plus(Duration.ofDays(20))),
              null);
      case 1 -> asked(provider(claim), new AnswerClaim(id(), id, version, commitment), opening);
      case 2, 3 ->
          asked(
              payer(claim),
              new AdjudicateClaim(
                  id(), id, version, random.nextBoolean(), commitment, outcome, codes),
              opening);
      case 4 ->
          asked(
              payer(claim), new SettleClaim(id(), id, version, again ? commitment : null), opening);
      case 5 -> asked(provider(claim), new CancelClaim(id(), id, version), null);
      case 6, 7 ->
          asked(provider(claim), new AppealClaim(id(), id, version, by, commitment), opening);
      case 8, 9 ->
          asked(
              random.nextBoolean() ? payer(claim) : "authority",
              new DecideAppeal(id(), id, version, commitment, outcome, codes, null),
              opening);
      case 10 -> asked("authority", new LapseClaim(id(), id, version), null);
      case 11 ->
          random.nextInt(4) == 0
              ? asked(payer(claim), new ReverseClaim(id(), id, version, commitment), opening)
              : asked(provider(claim), new RequestVoid(id(), id, version), null);
      default ->
          random.nextBoolean()
              ? asked(
                  payer(claim), new AdvancePayment(id(), id, version, PaymentStatus.ISSUED), null)
              : asked(
                  provider(claim),
                  new AdvancePayment(id(), id, version, PaymentStatus.CONFIRMED),
                  null);
    };
  }

  /** Mostly the party itself. */
  private String payer(Claim claim) {
    return random.nextInt(8) == 0 ? pick(INSURERS) : claim.payer();
  }

  private String provider(Claim claim) {
    return random.nextInt(8) == 0 ? "authority" : claim.provider();
  }

  private Asked asked(String caller, LedgerOperation op, Opening opening) {
    return new Asked(
        caller + "MSP",
        op.transaction(),
        CanonicalJson.text(op),
        opening == null ? null : CanonicalJson.text(opening),
        now);
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private String id() {
    return String.format("%016x%016x", random.nextLong(), random.nextLong());
  }

  private byte[] salt() {
    var salt = new byte[32];
    random.nextBytes(salt);
    return salt;
  }

  private static Member member(String id, Org.Role role) {
    return new Member(id, id + "MSP", role, Org.Status.ACTIVE, null);
  }
}
