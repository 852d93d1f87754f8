package io.tallystick.devnet.consortium;

/**
 * One service as one institution runs it.
 *
 * @param service the Maven module and the name of its ledger and OIDC clients: {@code
 *     claim-service}
 * @param port its HTTP port before any offset
 */
public record Deployment(String org, String service, int port) {

  /** Its name among the parts: {@code riverside-claim-service}. */
  public String part() {
    return org + "-" + service;
  }

  /** Its database and the role that owns it: {@code riverside_claim_service}. */
  public String database() {
    return part().replace('-', '_');
  }
}
