package io.tallystick.cli.demo;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Deployment;
import io.tallystick.devnet.layout.Ports;
import java.util.NoSuchElementException;

/** Where the consortium's public APIs are. */
public record Addresses(Ports ports) {

  public String gateway(String hospital) {
    return url(hospital, Consortium.HOSPITAL_GATEWAY);
  }

  public String claims(String hospital) {
    return url(hospital, Consortium.CLAIM_SERVICE);
  }

  public String insurer(String insurer) {
    return url(insurer, Consortium.INSURER_SERVICE);
  }

  /** The portal's page for that path. */
  public String portal(String path) {
    return ports.portalUrl() + path;
  }

  private String url(String org, String service) {
    return Consortium.institution(org).deployments().stream()
        .filter(deployment -> deployment.service().equals(service))
        .map((Deployment deployment) -> ports.url(deployment))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(org + " runs no " + service));
  }
}
