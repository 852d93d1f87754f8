package io.tallystick.vocabulary.ledger;

/**
 * A contract's answer to an accepted operation, and one entry of the chaincode event {@code
 * accepted}, whose payload is the canonical JSON list of these.
 */
public record Accepted(String opId, String transaction, String key, long version) {

  public static final String EVENT = "accepted";
}
