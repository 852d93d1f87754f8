package io.tallystick.devnet.secret;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.Enrollment;

/** The ledger identities of the consortium, made once by the dev ledger's own authority. */
public final class Enrolments {

  /** Every institution's client for founding the consortium, and for tests and the demo. */
  public static final String DEVNET = "devnet";

  public static void create(Home home) {
    for (var institution : Consortium.INSTITUTIONS) {
      CryptoMaterial.organisation(home.crypto(), institution.id(), institution.msp());
      for (var each : institution.deployments()) {
        CryptoMaterial.enroll(home.crypto(), institution.id(), each.service());
      }
      CryptoMaterial.enroll(home.crypto(), institution.id(), DEVNET);
    }
  }

  /** The devnet's own client of an institution. */
  public static Enrollment devnet(Home home, String org) {
    return CryptoMaterial.enroll(home.crypto(), org, DEVNET);
  }

  private Enrolments() {}
}
