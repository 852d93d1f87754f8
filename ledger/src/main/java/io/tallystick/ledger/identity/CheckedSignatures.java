package io.tallystick.ledger.identity;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks ECDSA signatures over SHA-256, and remembers those found right: each of the organisations'
 * peers, the orderer and the validator ask for itself, about the same bytes, in one process.
 */
final class CheckedSignatures {

  private static final int REMEMBERED = 8_192;

  /** A signature by a key over bytes with this hash. */
  private record Checked(PublicKey by, ByteString signature, ByteString hash) {}

  private static final Map<Checked, Boolean> RIGHT =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Checked, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  private CheckedSignatures() {}

  /** Whether it is a signature by this key over these parts, one after the other. */
  static boolean right(PublicKey by, ByteString signature, ByteString... parts) {
    var asked = new Checked(by, signature, hash(parts));
    if (RIGHT.containsKey(asked)) {
      return true;
    }
    var right = check(asked);
    if (right) {
      RIGHT.put(asked, true);
    }
    return right;
  }

  private static boolean check(Checked asked) {
    try {
      var verifier = Ecdsa.signature("NONEwithECDSA"); // over the hash itself
      verifier.initVerify(asked.by());
      verifier.update(asked.hash().asReadOnlyByteBuffer());
      return verifier.verify(asked.signature().toByteArray());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static ByteString hash(ByteString... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part.asReadOnlyByteBuffer());
      }
      return ByteString.copyFrom(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
