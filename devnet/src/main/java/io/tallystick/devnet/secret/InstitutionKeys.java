package io.tallystick.devnet.secret;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tallystick.devnet.layout.Json;
import io.tallystick.ledger.crypto.OwnerOnly;
import io.tallystick.vocabulary.crypto.PublicJwk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * An institution's two P-256 keys as private JWK files (RFC 7517), made once: what others seal to
 * it, and what it attests with.
 */
public record InstitutionKeys(Path folder) {

  /** Makes the keys that aren't there yet. */
  public void create() {
    for (var file : new Path[] {encryption(), signing()}) {
      if (!Files.exists(file)) OwnerOnly.write(file, Json.text(fresh()));
    }
  }

  public Path encryption() {
    return folder.resolve("encryption.jwk");
  }

  public Path signing() {
    return folder.resolve("signing.jwk");
  }

  public PublicJwk publicEncryption() {
    return publicPart(encryption());
  }

  public PublicJwk publicSigning() {
    return publicPart(signing());
  }

  private static PublicJwk publicPart(Path file) {
    var jwk = Json.read(file, new TypeReference<Map<String, String>>() {}).orElseThrow();
    return new PublicJwk(jwk.get("kty"), jwk.get("crv"), jwk.get("x"), jwk.get("y"));
  }

  private static Map<String, String> fresh() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      var point = PublicJwk.of((ECPublicKey) pair.getPublic());
      var jwk = new TreeMap<String, String>();
      jwk.put("kty", point.kty());
      jwk.put("crv", point.crv());
      jwk.put("x", point.x());
      jwk.put("y", point.y());
      jwk.put("d", encoded(((ECPrivateKey) pair.getPrivate()).getS().toByteArray()));
      return jwk;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this JDK has no EC P-256", impossible);
    }
  }

  /** 32 bytes, whatever sign byte or missing leading zeros BigInteger gives. */
  private static String encoded(byte[] number) {
    var padded = new byte[32];
    int length = Math.min(number.length, 32);
    System.arraycopy(number, number.length - length, padded, 32 - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
  }
}
