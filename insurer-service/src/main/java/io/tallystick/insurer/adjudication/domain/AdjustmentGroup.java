package io.tallystick.insurer.adjudication.domain;

/** Who bears an adjustment (X12 element 1033). */
public enum AdjustmentGroup {
  /** Contractual obligation: the provider writes it off. */
  CO,
  /** Patient responsibility. */
  PR,
  /** Other: nobody is billed for it here. */
  OA
}
