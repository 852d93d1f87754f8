package io.tallystick.insurer.adjudication.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * The claim adjustment reason codes used here, after X12's external code list 139; the meanings are
 * in our words. Some must come with a remark code (list 411).
 */
public enum Carc {
  DEDUCTIBLE("1", AdjustmentGroup.PR, null, "counts towards the member's deductible"),
  COINSURANCE("2", AdjustmentGroup.PR, null, "the member's coinsurance"),
  COPAY("3", AdjustmentGroup.PR, null, "the member's copay"),
  DUPLICATE("18", AdjustmentGroup.OA, "N522", "an exact duplicate of an earlier claim"),
  BEFORE_COVERAGE("26", AdjustmentGroup.PR, null, "served before the coverage began"),
  LAPSED("27", AdjustmentGroup.PR, null, "served after the coverage ended"),
  FILED_LATE("29", AdjustmentGroup.CO, null, "the time limit for filing has passed"),
  UNKNOWN_MEMBER("31", AdjustmentGroup.PR, null, "the patient isn't known as a member"),
  FEE_SCHEDULE("45", AdjustmentGroup.CO, null, "above the contracted fee"),
  NOT_NECESSARY("50", AdjustmentGroup.CO, null, "not found medically necessary"),
  REPEATED("151", AdjustmentGroup.CO, "M86", "repeats a test within the plan's window"),
  EXCLUDED("96", AdjustmentGroup.PR, "N130", "excluded from the plan"),
  NOT_IN_PLAN("204", AdjustmentGroup.PR, "N130", "not among the plan's benefits"),
  EVIDENCE_MISSING("252", AdjustmentGroup.CO, "N706", "needed documentation didn't arrive");

  private final String code;
  private final AdjustmentGroup group;
  private final String remark;
  private final String meaning;

  Carc(String code, AdjustmentGroup group, String remark, String meaning) {
    this.code = code;
    this.group = group;
    this.remark = remark;
    this.meaning = meaning;
  }

  public static Optional<Carc> of(String code) {
    return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
  }

  public String code() {
    return code;
  }

  public AdjustmentGroup group() {
    return group;
  }

  /** The RARC that goes with it. */
  public Optional<String> remark() {
    return Optional.ofNullable(remark);
  }

  public String meaning() {
    return meaning;
  }

  /** Whether a line is denied by it because the patient's plan never owed it. */
  public boolean saysNotCovered() {
    return switch (this) {
      case BEFORE_COVERAGE, LAPSED, UNKNOWN_MEMBER, EXCLUDED, NOT_IN_PLAN -> true;
      default -> false;
    };
  }

  /** Whether an adjudicator may deny a line for it. */
  public boolean deniesLine() {
    return switch (this) {
      case DEDUCTIBLE, COINSURANCE, COPAY, FEE_SCHEDULE -> false;
      default -> true;
    };
  }
}
