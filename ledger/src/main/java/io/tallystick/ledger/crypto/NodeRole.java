package io.tallystick.ledger.crypto;

import java.util.Locale;

/** What an identity is within its organisation: the organisational unit in its certificate. */
public enum NodeRole {
  CLIENT,
  PEER,
  ADMIN,
  ORDERER;

  /** The OU as Fabric's NodeOUs name it, for example {@code client}. */
  public String unit() {
    return name().toLowerCase(Locale.ROOT);
  }
}
