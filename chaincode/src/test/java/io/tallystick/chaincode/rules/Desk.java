package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.ClaimOperation.AdvancePayment;
import io.tallystick.vocabulary.ledger.ClaimOperation.AppealClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.DecideAppeal;
import io.tallystick.vocabulary.ledger.ClaimOperation.LapseClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.RequestVoid;
import io.tallystick.vocabulary.ledger.ClaimOperation.ReverseClaim;
import io.tallystick.vocabulary.ledger.LedgerEntry.Bill;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.AnswerClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.SettleClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Riverside's claims on one bill, and what anybody does to them at their present version; each call
 * gives the refusal, or none.
 */
final class Desk {

  private static final byte[] DOCUMENT = "a document".getBytes();

  final World world;
  final String token;

  Desk(World world) {
    this.world = world;
    this.token = world.id();
  }

  /** One claim to Harbor. */
  String submitted() {
    var claimId = world.id();
    done(submit("harbor", claimId, null, null, null));
    return claimId;
  }

  String settled(AdjudicationOutcome outcome) {
    var claimId = submitted();
    done(adjudicate("harbor", claimId, true, outcome));
    return claimId;
  }

  Optional<RefusalCode> submit(
      String payer, String claimId, String primary, String preauthorization, String replaces) {
    return submit(payer, claimId, "claim", primary, preauthorization, replaces);
  }

  Optional<RefusalCode> submit(
      String payer,
      String claimId,
      String use,
      String primary,
      String preauthorization,
      String replaces) {
    boolean claim = use.equals("claim");
    var salt = world.salt();
    var op =
        new SubmitClaim(
            world.id(),
            claimId,
            payer,
            use,
            Commitment.to(salt, DOCUMENT).hex(),
            claim ? sha256(token) : null,
            primary,
            preauthorization,
            replaces);
    var opening = new Opening.Document(salt, DOCUMENT, claim ? token : null);
    return world.as("riverside", opening, s -> ClaimRules.submit(op, s));
  }

  Optional<RefusalCode> pend(String claimId, Duration wait) {
    var op =
        new PendClaim(
            world.id(), claimId, version(claimId), PendReason.REVIEW, world.now.plus(wait));
    return world.as("harbor", null, s -> ClaimRules.pend(op, s));
  }

  Optional<RefusalCode> answer(String claimId) {
    return documented(
        "riverside",
        c -> new AnswerClaim(world.id(), claimId, version(claimId), c),
        ClaimRules::answer);
  }

  Optional<RefusalCode> adjudicate(
      String caller, String claimId, boolean settle, AdjudicationOutcome outcome) {
    return documented(
        caller,
        c ->
            new AdjudicateClaim(
                world.id(), claimId, version(claimId), settle, c, outcome, List.of("45")),
        ClaimRules::adjudicate);
  }

  /**
   * @param difference whether it names one
   */
  Optional<RefusalCode> settle(String claimId, boolean difference) {
    return documented(
        "harbor",
        c -> new SettleClaim(world.id(), claimId, version(claimId), difference ? c : null),
        ClaimRules::settle);
  }

  Optional<RefusalCode> cancel(String claimId) {
    var op = new CancelClaim(world.id(), claimId, version(claimId));
    return world.as("riverside", null, s -> ClaimRules.cancel(op, s));
  }

  Optional<RefusalCode> appeal(String caller, String claimId, Party by) {
    return documented(
        caller,
        c -> new AppealClaim(world.id(), claimId, version(claimId), by, c),
        ClaimRules::appeal);
  }

  Optional<RefusalCode> decide(String caller, String claimId, AdjudicationOutcome outcome) {
    return documented(
        caller,
        c ->
            new DecideAppeal(
                world.id(), claimId, version(claimId), c, outcome, List.of("45"), null),
        ClaimRules::decide);
  }

  Optional<RefusalCode> lapse(String caller, String claimId) {
    var op = new LapseClaim(world.id(), claimId, version(claimId));
    return world.as(caller, null, s -> ClaimRules.lapse(op, s));
  }

  Optional<RefusalCode> requestVoid(String claimId) {
    var op = new RequestVoid(world.id(), claimId, version(claimId));
    return world.as("riverside", null, s -> ClaimRules.requestVoid(op, s));
  }

  Optional<RefusalCode> reverse(String caller, String claimId) {
    return documented(
        caller,
        c -> new ReverseClaim(world.id(), claimId, version(claimId), c),
        ClaimRules::reverse);
  }

  Optional<RefusalCode> pay(String caller, String claimId, PaymentStatus status) {
    var op = new AdvancePayment(world.id(), claimId, version(claimId), status);
    return world.as(caller, null, s -> ClaimRules.payment(op, s));
  }

  Claim claim(String claimId) {
    return world.get(LedgerKeys.claim(claimId), Claim.class);
  }

  /** The claim that holds the bill's lock. */
  Optional<String> holder() {
    return Optional.ofNullable(world.get(LedgerKeys.bill(sha256(token)), Bill.class).claimId());
  }

  private <T> Optional<RefusalCode> documented(
      String caller, Function<String, T> op, BiFunction<T, Situation, Ruling> rule) {
    var salt = world.salt();
    var operation = op.apply(Commitment.to(salt, DOCUMENT).hex());
    return world.as(
        caller, new Opening.Document(salt, DOCUMENT, null), s -> rule.apply(operation, s));
  }

  private long version(String claimId) {
    return world.state.containsKey(LedgerKeys.claim(claimId)) ? claim(claimId).version() : 1;
  }

  private static void done(Optional<RefusalCode> refusal) {
    if (refusal.isPresent()) throw new AssertionError(refusal.get());
  }

  static String sha256(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(token));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
