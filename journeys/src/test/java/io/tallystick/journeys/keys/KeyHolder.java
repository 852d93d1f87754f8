package io.tallystick.journeys.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.http.Reply;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** An account of the patients' realm with one key, at one hospital. */
record KeyHolder(Town town, String hospital, String username, String password, KeyPair key) {

  static KeyPair newKey() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  KeyHolder withNewKey() {
    return new KeyHolder(town, hospital, username, password, newKey());
  }

  JsonNode jwk() {
    return Fhir.JSON.valueToTree(PublicJwk.of((ECPublicKey) key.getPublic()));
  }

  Reply get(String path) {
    return town.api().get(town.at().gateway(hospital) + path, token());
  }

  Reply post(String path, JsonNode body) {
    return town.api().post(town.at().gateway(hospital) + path, token(), Api.JSON, body);
  }

  Reply draft(String patientId, String grantee, String type) {
    var asked = Fhir.object().put("patient", patientId).put("grantee", grantee).put("days", 30);
    asked.putArray("statements").add(permit(type));
    return post("/me/consents/draft", asked);
  }

  Reply grant(String patientId, String grantee, String type) {
    var draft = draft(patientId, grantee, type).orThrow("a draft").body();
    return submit("/me/consents", draft, sign(draft.path("message").asText()));
  }

  Reply revoke(String headId) {
    var path = "/me/consents/" + headId;
    var draft = post(path + "/revocation-draft", Fhir.object()).orThrow("a draft").body();
    return submit(path + "/revoke", draft, sign(draft.path("message").asText()));
  }

  Reply submit(String path, JsonNode draft, String signature) {
    return post(
        path,
        Fhir.object().put("draftId", draft.path("draftId").asText()).put("signature", signature));
  }

  String sign(String message) {
    return Es256.sign(key.getPrivate(), message.getBytes(StandardCharsets.UTF_8));
  }

  static ObjectNode permit(String type) {
    var statement = Fhir.object();
    var provision = statement.putArray("provisions").addObject().put("effect", "PERMIT");
    provision.putArray("purposes").add("HPAYMT");
    provision.putArray("classes").add(type);
    return statement;
  }

  private String token() {
    return town.tokens().ofPatient(hospital, username, password);
  }
}
