package io.tallystick.devnet.layout;

import io.tallystick.devnet.consortium.Deployment;
import io.tallystick.devnet.consortium.Institution;

/**
 * Where everything listens, always on 127.0.0.1 and never under another name for it: issuers are
 * compared as text.
 *
 * @param offset added to every port, so that two devnets fit on one machine
 */
public record Ports(int offset) {

  public static final String HOST = "127.0.0.1";

  public Ports {
    if (offset < 0 || offset > 50_000) {
      throw new IllegalArgumentException("a port offset lies between 0 and 50000");
    }
  }

  public int portal() {
    return 8080 + offset;
  }

  public int keycloak() {
    return 8180 + offset;
  }

  public int kafka() {
    return 9092 + offset;
  }

  public int kafkaController() {
    return 9093 + offset;
  }

  public int postgres() {
    return 5433 + offset;
  }

  public int chaincode() {
    return 7099 + offset;
  }

  /** Of a real Fabric network. */
  public int orderer() {
    return 7060 + offset;
  }

  public int ordererAdmin() {
    return 7061 + offset;
  }

  public int gateway(Institution institution) {
    return institution.gatewayPort() + offset;
  }

  public int of(Deployment deployment) {
    return deployment.port() + offset;
  }

  /** HL7 v2 over MLLP at a hospital-gateway: 2575, as registered, and on. */
  public int hl7(Deployment gateway) {
    return 2575 + gateway.port() - 8101 + offset;
  }

  public String kafkaBootstrap() {
    return HOST + ":" + kafka();
  }

  public String jdbc(String database) {
    return "jdbc:postgresql://" + HOST + ":" + postgres() + "/" + database;
  }

  public String url(Deployment deployment) {
    return http(of(deployment));
  }

  public String portalUrl() {
    return http(portal());
  }

  public String keycloakUrl() {
    return http(keycloak());
  }

  /** A realm's issuer, and the base of its endpoints. */
  public String issuer(String realm) {
    return keycloakUrl() + "/realms/" + realm;
  }

  private static String http(int port) {
    return "http://" + HOST + ":" + port;
  }
}
