package io.tallystick.vocabulary.ledger;

import java.time.Instant;

/** What is asked of a consent without the patient's key. */
public sealed interface ConsentOperation extends LedgerOperation {

  /**
   * The custodian records a consent that was signed on paper. Weaker than a key's and marked so:
   * the ledger has the custodian's word alone. Never on a head that has a key. Opening: {@link
   * Opening.PaperConsent}.
   *
   * @param version the head's version afterwards; 1 creates it
   * @param commitment to the canonical ConsentSet
   * @param scan commitment to the scan's exact bytes; nobody but the custodian can open it
   * @param notAfter a year after {@code notBefore} at most
   */
  record RecordPaperConsent(
      String opId,
      String headId,
      long version,
      String custodian,
      String grantee,
      String commitment,
      String scan,
      Instant notBefore,
      Instant notAfter)
      implements ConsentOperation {
    @Override
    public String transaction() {
      return "consent:paper";
    }
  }
}
