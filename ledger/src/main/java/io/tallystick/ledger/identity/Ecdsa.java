package io.tallystick.ledger.identity;

import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import org.conscrypt.Conscrypt;

/**
 * ECDSA by BoringSSL, as far as it runs on this machine: the JDK's own, in Java, takes ten to
 * thirty times as long, most of all before it is compiled, and was three quarters of what a
 * transaction cost.
 */
public final class Ecdsa {

  private static final System.Logger LOG = System.getLogger(Ecdsa.class.getName());

  private static final Provider NATIVE = load();

  /** A signature of this kind, e.g. {@code SHA256withECDSA}, to sign or verify with. */
  static Signature signature(String algorithm) throws GeneralSecurityException {
    return NATIVE == null
        ? Signature.getInstance(algorithm)
        : Signature.getInstance(algorithm, NATIVE);
  }

  /** Lets everything in this JVM that names no provider use it too, such as a client's SDK. */
  public static void prefer() {
    if (NATIVE != null) Security.insertProviderAt(NATIVE, 1);
  }

  private static Provider load() {
    try {
      return Conscrypt.newProviderBuilder().provideTrustManager(false).build();
    } catch (UnsatisfiedLinkError | NoClassDefFoundError absent) {
      LOG.log(Level.INFO, "signatures are the JDK''s: {0}", absent.getMessage());
      return null;
    }
  }

  private Ecdsa() {}
}
