package io.tallystick.devnet.consortium;

import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.Map;

/**
 * One institution of the default consortium.
 *
 * @param id also its realm, its folder of keys and the middle of its topics
 * @param gatewayPort gRPC port of its ledger gateway before any offset
 * @param roles realm roles of its staff realm
 * @param systems confidential clients of its own systems, each with its roles
 */
public record Institution(
    String id,
    Org.Role role,
    int gatewayPort,
    List<Deployment> deployments,
    List<String> roles,
    List<Person> people,
    Map<String, List<String>> systems) {

  /** Its Fabric membership: {@code RiversideMSP}. */
  public String msp() {
    return displayName() + "MSP";
  }

  public String displayName() {
    return Character.toUpperCase(id.charAt(0)) + id.substring(1);
  }

  /** The deployment that others reach: the hospital-gateway of a hospital, else its only one. */
  public Deployment front() {
    return deployments.getFirst();
  }
}
