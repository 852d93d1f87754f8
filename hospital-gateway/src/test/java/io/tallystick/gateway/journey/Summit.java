package io.tallystick.gateway.journey;

import static io.restassured.config.EncoderConfig.encoderConfig;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another hospital in an emergency, as its service sends it. */
final class Summit {

  private static final Ids IDS = Ids.secure();

  static Map<String, Object> emergency(String mrn) {
    var request = new HashMap<String, Object>();
    request.put("requestId", IDS.next());
    request.put(
        "patient",
        Map.of(
            "identifiers",
            List.of(Map.of("system", Riverside.MRN, "value", mrn)),
            "birthDate",
            "1980-02-03"));
    request.put("purpose", "BTG");
    request.put("reason", "Found unconscious, no history at hand");
    request.put("clinician", "singh");
    request.put("role", "emergency physician");
    return request;
  }

  static Response asks(Map<String, Object> request) {
    return asks("summit", request);
  }

  static Response asks(String org, Map<String, Object> request) {
    return sends(org, sealed(CanonicalJson.bytes(request)));
  }

  static Response sends(String org, String jwe) {
    var asText = encoderConfig().encodeContentTypeAs("application/jose", ContentType.TEXT);
    return Riverside.as(TestTokens.service(org, "hospital-gateway"))
        .config(RestAssured.config().encoderConfig(asText))
        .contentType("application/jose")
        .body(jwe)
        .post("/break-glass/releases");
  }

  static ReleasePackage opens(String jwe) {
    var bytes = TestInstitution.of("summit").events().open(jwe);
    return CanonicalJson.read(bytes, ReleasePackage.class);
  }

  private static String sealed(byte[] content) {
    var keys = Path.of(System.getProperty("tallystick-testing.folder"), "keys/riverside");
    try {
      var key = ECKey.parse(Files.readString(keys.resolve("encryption.jwk")));
      var jwe =
          new JWEObject(
              new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM),
              new Payload(content));
      jwe.encrypt(new ECDHEncrypter(key.toECPublicKey()));
      return jwe.serialize();
    } catch (IOException | ParseException | JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Summit() {}
}
