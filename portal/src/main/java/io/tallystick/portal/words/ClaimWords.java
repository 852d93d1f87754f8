package io.tallystick.portal.words;

import io.quarkus.qute.TemplateExtension;
import io.tallystick.portal.services.ClaimService.ClaimSummary;
import io.tallystick.portal.services.ClaimService.Timeline;

/** Where a claim stands, in a reader's words, with the colour of its badge. */
@TemplateExtension
class ClaimWords {

  static String standing(ClaimSummary claim) {
    return words(claim.state(), claim.outcome(), claim.pendReason());
  }

  static String standing(Timeline claim) {
    return words(claim.state(), claim.outcome(), claim.pendReason());
  }

  static String colour(ClaimSummary claim) {
    return colour(claim.state(), claim.outcome());
  }

  static String colour(Timeline claim) {
    return colour(claim.state(), claim.outcome());
  }

  static boolean open(Timeline claim) {
    return "SUBMITTED".equals(claim.state()) || "PENDED".equals(claim.state());
  }

  static boolean pended(Timeline claim) {
    return "PENDED".equals(claim.state());
  }

  static boolean waitsForConsent(Timeline claim) {
    return pended(claim) && "CONSENT_AWAITED".equals(claim.pendReason());
  }

  static boolean waitsForConsent(ClaimSummary claim) {
    return "PENDED".equals(claim.state()) && "CONSENT_AWAITED".equals(claim.pendReason());
  }

  /** There are two levels, and each needs a decision that stands. */
  static boolean appealable(Timeline claim) {
    boolean decided = "ADJUDICATED".equals(claim.state()) || "SETTLED".equals(claim.state());
    return decided && appeals(claim) < 2;
  }

  /** Who decides on the next one. */
  static boolean appealsToAuthority(Timeline claim) {
    return appeals(claim) == 1;
  }

  private static long appeals(Timeline claim) {
    return claim.steps() == null
        ? 0
        : claim.steps().stream().filter(step -> "APPEAL".equals(step.step())).count();
  }

  private static String words(String state, String outcome, String pendReason) {
    return switch (state == null ? "" : state) {
      case "QUEUED" -> "On its way to the ledger";
      case "REFUSED" -> "Refused by the ledger";
      case "SUBMITTED" -> "Being decided";
      case "PENDED" -> onHold(pendReason);
      case "ADJUDICATED" -> decided(outcome) + ", payment to follow";
      case "SETTLED" -> decided(outcome);
      case "APPEALED" -> "Appealed";
      case "CANCELLED" -> "Withdrawn by the hospital";
      case "REVERSED" -> "Taken back by the insurer";
      default -> String.valueOf(state);
    };
  }

  private static String onHold(String pendReason) {
    return switch (pendReason == null ? "" : pendReason) {
      case "CONSENT_AWAITED" -> "Waiting for consent";
      case "EVIDENCE_INCOMPLETE" -> "Waiting for records";
      case "REVIEW" -> "A person is reviewing it";
      default -> "On hold";
    };
  }

  private static String decided(String outcome) {
    return switch (outcome == null ? "" : outcome) {
      case "PAID" -> "Paid";
      case "PARTIALLY_PAID" -> "Paid in part";
      case "PATIENT_PAYS" -> "Covered, you pay your share";
      case "DENIED" -> "Denied";
      case "NOT_COVERED" -> "Not covered";
      default -> "Decided";
    };
  }

  private static String colour(String state, String outcome) {
    return switch (state == null ? "" : state) {
      case "QUEUED", "SUBMITTED", "APPEALED" -> "blue";
      case "REFUSED" -> "red";
      case "PENDED" -> "yellow";
      case "ADJUDICATED", "SETTLED" -> isDenial(outcome) ? "red" : "green";
      default -> "secondary";
    };
  }

  private static boolean isDenial(String outcome) {
    return "DENIED".equals(outcome) || "NOT_COVERED".equals(outcome);
  }
}
