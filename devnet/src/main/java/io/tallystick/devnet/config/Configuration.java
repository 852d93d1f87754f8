package io.tallystick.devnet.config;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Json;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Enrolments;
import io.tallystick.devnet.secret.InstitutionKeys;
import io.tallystick.devnet.secret.Login;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.nio.file.Path;
import java.util.Map;

/** Writes everything the parts read; the same again from the same secrets. */
public record Configuration(Home home, Ports ports, Secrets secrets) {

  public void write() {
    home.create();
    for (var institution : Consortium.INSTITUTIONS) {
      new InstitutionKeys(home.keys(institution.id())).create();
    }
    Enrolments.create(home);
    realms();
    properties("kafka", KafkaProperties.of(home, ports, secrets));
    properties("portal", PortalProperties.of(ports, secrets));
    for (var each : Consortium.deployments()) {
      OwnerOnly.folder(home.keys(each.org()).resolve(each.service()));
      properties(each.part(), ServiceProperties.of(home, ports, secrets, each));
    }
    OwnerOnly.write(home.logins(), Json.text(Login.all(secrets, ports)));
  }

  private void realms() {
    realm(Consortium.PATIENTS, RealmFile.patients(ports, secrets));
    for (var institution : Consortium.INSTITUTIONS) {
      realm(institution.id(), RealmFile.of(institution, ports, secrets));
    }
  }

  /** Keycloak looks for realms to import below its own home. */
  private void realm(String name, Map<String, Object> representation) {
    Path folder = home.data("keycloak").resolve("data/import");
    OwnerOnly.write(folder.resolve(name + "-realm.json"), Json.text(representation));
  }

  private void properties(String part, Map<String, String> properties) {
    OwnerOnly.write(home.config(part), PropertiesText.of(properties));
  }
}
