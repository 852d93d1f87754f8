package io.tallystick.vocabulary.claim;

import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import java.time.Duration;
import java.time.Instant;

/**
 * Until when each party of a claim has to act, each absent where nothing is owed. Nothing happens
 * by itself when one passes: readers compute lateness, and a step that waits for it becomes
 * possible. The periods are those of the US (29 CFR 2560.503-1 for the payer, 45 CFR 147.136 for
 * external review).
 *
 * @param answerBy the provider, to a pend
 * @param decideBy who adjudicates, or decides on the appeal
 * @param appealBy the provider or patient
 * @param settleBy the payer
 * @param payBy the payer
 */
public record ClaimDeadlines(
    Instant answerBy, Instant decideBy, Instant appealBy, Instant settleBy, Instant payBy) {

  /** A post-service claim is decided within 30 days, of which a pend takes none. */
  public static final Duration DECISION = Duration.ofDays(30);

  /** However often a claim is pended, no answer is awaited longer than this from its submission. */
  public static final Duration LONGEST_PENDING = Duration.ofDays(180);

  public static final Duration SETTLEMENT = Duration.ofDays(30);
  public static final Duration PAYMENT = Duration.ofDays(30);
  public static final Duration APPEAL_TO_PAYER = Duration.ofDays(180);

  /** Four months. */
  public static final Duration APPEAL_TO_AUTHORITY = Duration.ofDays(120);

  public static final Duration DECISION_BY_PAYER = Duration.ofDays(60);
  public static final Duration DECISION_BY_AUTHORITY = Duration.ofDays(45);

  /**
   * What the deadlines count from.
   *
   * @param at the claim's last change
   * @param pendDeadline of a pended claim
   * @param decidedAt the last adjudication
   * @param appealedAt the last appeal
   * @param settledAt the last settlement
   */
  public record Since(
      Instant at, Instant pendDeadline, Instant decidedAt, Instant appealedAt, Instant settledAt) {}

  static final ClaimDeadlines NONE = new ClaimDeadlines(null, null, null, null, null);

  public static ClaimDeadlines in(
      State state, int appealLevel, boolean ofClaim, PaymentStatus payment, Since since) {
    return switch (state) {
      case SUBMITTED -> decide(null, after(since.at(), DECISION));
      case PENDED -> decide(since.pendDeadline(), after(since.pendDeadline(), DECISION));
      case APPEALED -> decide(null, after(since.appealedAt(), decision(appealLevel)));
      case ADJUDICATED, SETTLED ->
          new ClaimDeadlines(
              null,
              null,
              appealLevel >= ClaimLifecycle.TO_AUTHORITY
                  ? null
                  : after(since.decidedAt(), window(appealLevel)),
              state == State.ADJUDICATED && ofClaim ? after(since.decidedAt(), SETTLEMENT) : null,
              payment == PaymentStatus.INSTRUCTED && state == State.SETTLED
                  ? after(since.settledAt(), PAYMENT)
                  : null);
      case CANCELLED, REVERSED -> NONE;
    };
  }

  /** A deadline that isn't set hasn't passed. */
  public boolean hasPassed(Instant deadline, Instant now) {
    return deadline != null && now.isAfter(deadline);
  }

  private static ClaimDeadlines decide(Instant answerBy, Instant decideBy) {
    return new ClaimDeadlines(answerBy, decideBy, null, null, null);
  }

  private static Duration window(int appealLevel) {
    return appealLevel == 0 ? APPEAL_TO_PAYER : APPEAL_TO_AUTHORITY;
  }

  private static Duration decision(int appealLevel) {
    return appealLevel >= ClaimLifecycle.TO_AUTHORITY ? DECISION_BY_AUTHORITY : DECISION_BY_PAYER;
  }

  private static Instant after(Instant moment, Duration time) {
    return moment == null ? null : moment.plus(time);
  }
}
