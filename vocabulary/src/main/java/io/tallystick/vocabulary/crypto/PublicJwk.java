package io.tallystick.vocabulary.crypto;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * A P-256 public key as JSON Web Key (RFC 7517); only the members that make up the key, so that two
 * spellings of one key are equal.
 *
 * @param kty always {@code EC}
 * @param crv always {@code P-256}
 * @param x 32 bytes, base64url without padding
 * @param y 32 bytes, base64url without padding
 */
public record PublicJwk(String kty, String crv, String x, String y) {

  public PublicJwk {
    if (!"EC".equals(kty) || !"P-256".equals(crv)) {
      throw new IllegalArgumentException("only EC keys on P-256 are used here");
    }
    if (coordinate(x).length != 32 || coordinate(y).length != 32) {
      throw new IllegalArgumentException("a P-256 coordinate is 32 bytes");
    }
  }

  public static PublicJwk of(ECPublicKey key) {
    return new PublicJwk(
        "EC", "P-256", encode(key.getW().getAffineX()), encode(key.getW().getAffineY()));
  }

  /** RFC 7638 thumbprint, base64url without padding. */
  public String thumbprint() {
    try {
      var members = CanonicalJson.bytes(Map.of("crv", crv, "kty", kty, "x", x, "y", y));
      var digest = MessageDigest.getInstance("SHA-256").digest(members);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @throws IllegalArgumentException if the point isn't on the curve
   */
  public ECPublicKey toKey() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      var curve = parameters.getParameterSpec(ECParameterSpec.class);
      var point = new ECPoint(new BigInteger(1, coordinate(x)), new BigInteger(1, coordinate(y)));
      if (!onCurve(point, curve)) throw new IllegalArgumentException("the point is not on P-256");
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean onCurve(ECPoint point, ECParameterSpec spec) {
    var p = ((ECFieldFp) spec.getCurve().getField()).getP();
    var px = point.getAffineX();
    var py = point.getAffineY();
    if (px.compareTo(p) >= 0 || py.compareTo(p) >= 0) return false;
    var right =
        px.pow(3).add(spec.getCurve().getA().multiply(px)).add(spec.getCurve().getB()).mod(p);
    return py.pow(2).mod(p).equals(right);
  }

  /** One spelling only: the decoder overlooks padding and the last character's unused bits. */
  private static byte[] coordinate(String value) {
    var bytes = Base64.getUrlDecoder().decode(value == null ? "" : value);
    if (!encode(bytes).equals(value)) {
      throw new IllegalArgumentException("a coordinate is base64url as RFC 7518 has it");
    }
    return bytes;
  }

  private static String encode(byte[] coordinate) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(coordinate);
  }

  private static String encode(BigInteger coordinate) {
    var bytes = coordinate.toByteArray();
    var padded = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
    return encode(padded);
  }
}
