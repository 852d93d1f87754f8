package io.tallystick.vocabulary.commitment;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.List;

/**
 * The custodian's word on the derived copies of one release: each is what is left of a leaf after
 * redaction, nothing added. Signed ES256 by the custodian's signing key over {@link #message()},
 * once for all of them. It holds commitments only, so that it can be shown with one copy opened;
 * whoever opens the original too can hold the custodian to it.
 *
 * @param custodian org id
 * @param copies in the order of the release
 */
public record Redactions(String custodian, List<DerivedCopy> copies) {

  /**
   * @param index the original's place among the record's leaves
   * @param root the record's root on the ledger
   * @param original commitment to the original document, 64 hexadecimal digits
   * @param copy commitment to the copy, under a salt of its own, 64 hexadecimal digits
   */
  public record DerivedCopy(
      String recordId, int index, String root, String original, String copy) {}

  public Redactions {
    copies = copies == null ? List.of() : List.copyOf(copies);
  }

  /** The exact bytes that are signed. */
  public byte[] message() {
    return CanonicalJson.bytes(this);
  }
}
