package io.tallystick.vocabulary.ledger;

/** Names of the keys in the chaincode's world state. */
public final class LedgerKeys {

  /** The {@link OrgDirectory}: read by every operation, so that it is one key. */
  public static final String DIRECTORY = "directory";

  /** The {@link LedgerEntry.Proposals}. */
  public static final String PROPOSALS = "proposals";

  public static String org(String orgId) {
    return "org~" + orgId;
  }

  public static String record(String recordId) {
    return "record~" + recordId;
  }

  public static String consent(String headId) {
    return "consent~" + headId;
  }

  public static String access(String accessId) {
    return "access~" + accessId;
  }

  public static String reuse(String reuseId) {
    return "reuse~" + reuseId;
  }

  public static String claim(String claimId) {
    return "claim~" + claimId;
  }

  public static String bill(String billHash) {
    return "bill~" + billHash;
  }

  public static String operation(String opId) {
    return "op~" + opId;
  }

  private LedgerKeys() {}
}
