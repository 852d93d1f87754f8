package io.tallystick.kit.sealing;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import org.conscrypt.Conscrypt;
import org.jboss.logging.Logger;

/**
 * AES-GCM by BoringSSL, as far as it runs on this machine. The JDK's is as fast only where its
 * optimizing compiler has seen it; before, and always on the quick compiler, a release of 3 MB
 * spent half of its time there.
 */
final class BoringSsl {

  private static final Logger LOG = Logger.getLogger(BoringSsl.class);

  private static final Provider PROVIDER = load();

  /**
   * @return null, which libraries take as "the JDK's own", if it doesn't run here
   */
  static Provider provider() {
    return PROVIDER;
  }

  static Cipher cipher(String transformation) throws GeneralSecurityException {
    return PROVIDER == null
        ? Cipher.getInstance(transformation)
        : Cipher.getInstance(transformation, PROVIDER);
  }

  private static Provider load() {
    try {
      return Conscrypt.newProviderBuilder().provideTrustManager(false).build();
    } catch (UnsatisfiedLinkError | NoClassDefFoundError absent) {
      LOG.infof("sealing is the JDK's: %s", absent.getMessage());
      return null;
    }
  }

  private BoringSsl() {}
}
