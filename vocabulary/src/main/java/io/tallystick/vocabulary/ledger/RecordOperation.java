package io.tallystick.vocabulary.ledger;

/** What is asked of a record after its publication. */
public sealed interface RecordOperation extends LedgerOperation {

  /**
   * Publishes a corrected record in the place of another.
   *
   * @param recordId the one that is superseded
   * @param supersededBy the new record's id
   * @param root of the new record
   */
  record SupersedeRecord(
      String opId,
      String recordId,
      long expectedVersion,
      String supersededBy,
      String root,
      int leaves)
      implements RecordOperation {
    @Override
    public String transaction() {
      return "record:supersede";
    }
  }

  /** Says that the custodian no longer has its content and salts. */
  record EraseRecord(String opId, String recordId, long expectedVersion)
      implements RecordOperation {
    @Override
    public String transaction() {
      return "record:erase";
    }
  }
}
