package io.tallystick.devnet.config;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Secrets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where the one shared portal of a devnet finds every institution's services and realm. */
public final class PortalProperties {

  public static Map<String, String> of(Ports ports, Secrets secrets) {
    var properties = new TreeMap<String, String>();
    properties.put("quarkus.http.host", Ports.HOST);
    properties.put("quarkus.http.port", Integer.toString(ports.portal()));
    properties.put("portal.channel", Consortium.CHANNEL);
    Consortium.deployments()
        .forEach(
            each ->
                properties.put(
                    "tallystick.portal.%s.%s-url".formatted(each.org(), each.service()),
                    ports.url(each)));
    Stream.concat(
            Stream.of(Consortium.PATIENTS), Consortium.INSTITUTIONS.stream().map(Institution::id))
        .forEach(realm -> tenant(properties, realm, ports, secrets));
    return properties;
  }

  private static void tenant(
      Map<String, String> properties, String realm, Ports ports, Secrets secrets) {
    var prefix = "quarkus.oidc." + realm + ".";
    properties.put(prefix + "auth-server-url", ports.issuer(realm));
    properties.put(prefix + "client-id", "portal");
    properties.put(prefix + "credentials.secret", secrets.client(realm, "portal"));
    properties.put(prefix + "authentication.state-secret", secrets.portal("state." + realm));
    properties.put(
        prefix + "token-state-manager.encryption-secret", secrets.portal("tokens." + realm));
  }

  private PortalProperties() {}
}
