package io.tallystick.portal.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tokens that prove a form came from one of our own pages, made for the same session (OWASP's
 * HMAC-based token pattern): {@code nonce.HMAC(key, session ! nonce)}. Nothing is stored; another
 * site can't read a page, so it can't get one.
 */
@ApplicationScoped
public class FormTokens {

  private static final String HMAC = "HmacSHA256";
  private static final int NONCE_BYTES = 16;
  private static final int KEY_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final byte[] key;
  private final SecurityIdentity user;

  /**
   * @param configuredKey {@code portal.form-key}, for several portals behind one address; by
   *     default a fresh one, so that a restart makes open forms ask for a reload
   */
  FormTokens(
      @ConfigProperty(name = "portal.form-key") java.util.Optional<String> configuredKey,
      SecurityIdentity user) {
    this.key =
        configuredKey
            .map(k -> k.getBytes(StandardCharsets.UTF_8))
            .orElseGet(() -> random(KEY_BYTES));
    this.user = user;
  }

  public String issue() {
    var nonce = encode(random(NONCE_BYTES));
    return nonce + "." + sealOf(nonce);
  }

  public boolean accepts(String token) {
    if (token == null) return false;
    int dot = token.indexOf('.');
    if (dot < 0) return false;
    return MessageDigest.isEqual(
        sealOf(token.substring(0, dot)).getBytes(StandardCharsets.US_ASCII),
        token.substring(dot + 1).getBytes(StandardCharsets.US_ASCII));
  }

  private String sealOf(String nonce) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return encode(mac.doFinal((session() + "!" + nonce).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Keycloak's session id where there is one, so that a token dies with its session. */
  private String session() {
    return user.getPrincipal() instanceof JsonWebToken jwt
        ? jwt.getIssuer() + "|" + jwt.getSubject() + "|" + jwt.<Object>claim("sid").orElse("")
        : user.getPrincipal().getName();
  }

  private byte[] random(int bytes) {
    var value = new byte[bytes];
    random.nextBytes(value);
    return value;
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
