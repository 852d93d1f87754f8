package io.tallystick.devnet.layout;

/**
 * Which ledger a devnet runs on; stays with its state folder.
 *
 * @param fabricHome folder of the installed Fabric release; null on the dev ledger
 * @param batchTimeoutMillis what the channel was made with; 0 on the dev ledger
 */
public record LedgerChoice(Kind kind, String fabricHome, long batchTimeoutMillis) {

  /** As users name it: {@code --ledger fabric}. */
  public enum Kind {
    DEV,
    FABRIC
  }

  public static final LedgerChoice DEV = new LedgerChoice(Kind.DEV, null, 0);

  public boolean isFabric() {
    return kind == Kind.FABRIC;
  }
}
