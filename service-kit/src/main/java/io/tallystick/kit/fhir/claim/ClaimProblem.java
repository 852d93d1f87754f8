package io.tallystick.kit.fhir.claim;

/**
 * One thing that keeps a document from being a claim. Never quotes the document's values: they may
 * be PHI.
 *
 * @param element FHIRPath of the element, e.g. {@code Claim.item[2].net}
 * @param detail one plain English sentence
 */
public record ClaimProblem(Code code, String element, String detail) {

  /** The stable codes of the HTTP API. */
  public enum Code {
    FHIR_INVALID("fhir.invalid"),
    WRONG_RESOURCE("fhir.wrong-resource"),
    INCOMPLETE("claim.incomplete"),
    PAYER_UNKNOWN("claim.payer-unknown"),
    TOTAL_MISMATCH("claim.total-mismatch"),
    MONEY_NEGATIVE("claim.money-negative"),
    MONEY_MIXED_CURRENCY("claim.money-mixed-currency"),
    /** An unknown currency, or more decimals than the currency has. */
    MONEY_MALFORMED("claim.money-malformed"),
    /** FHIR R4 §2.4.0.2: a modifier that isn't understood must not be ignored. */
    MODIFIER_UNKNOWN("claim.modifier-unknown");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
