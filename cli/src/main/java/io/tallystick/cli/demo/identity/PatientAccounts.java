package io.tallystick.cli.demo.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.http.Reply;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Ports;

/**
 * Accounts in the patients' realm, made through Keycloak's admin REST API. They hold neither name
 * nor birth date: nothing here needs a patient's to be with the identity provider.
 */
public final class PatientAccounts {

  private static final int CONFLICT = 409;

  private final Api api;
  private final Tokens tokens;
  private final String users;
  private final String patientRole;

  public PatientAccounts(Api api, Tokens tokens, Ports ports) {
    this.api = api;
    this.tokens = tokens;
    var realm = ports.keycloakUrl() + "/admin/realms/" + Consortium.PATIENTS;
    this.users = realm + "/users";
    this.patientRole = realm + "/roles/patient";
  }

  /** Makes the account, or leaves it as it is. */
  public void create(String username, String password) {
    var made = api.post(users, tokens.ofAdministrator(), Api.JSON, user(username, password));
    if (made.status() == CONFLICT) return;
    made.orThrow("an account for " + username);
    grantRole(made.headers().firstValue("Location").orElseThrow());
  }

  private void grantRole(String user) {
    var role = api.get(patientRole, tokens.ofAdministrator()).orThrow("the role patient");
    var roles = Fhir.JSON.createArrayNode().add(role.body());
    Reply granted =
        api.post(user + "/role-mappings/realm", tokens.ofAdministrator(), Api.JSON, roles);
    granted.orThrow("the role patient");
  }

  private static ObjectNode user(String username, String password) {
    var user = Fhir.object().put("username", username).put("enabled", true);
    user.putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", password)
        .put("temporary", false);
    return user;
  }
}
