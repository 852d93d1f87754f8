package io.tallystick.ledger.identity;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.crypto.NodeRole;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody whose certificate chains to the root of an organisation of the channel.
 *
 * @param mspId the organisation
 * @param certificate the checked certificate
 * @param roles what its organisational units make it (Fabric's NodeOUs)
 */
public record Identity(String mspId, X509Certificate certificate, Set<NodeRole> roles) {

  /** Whether the signature over these parts, one after the other, is this identity's. */
  public boolean signed(ByteString signature, ByteString... parts) {
    return LowS.holds(signature.toByteArray())
        && CheckedSignatures.right(certificate.getPublicKey(), signature, parts);
  }

  /** Fabric refuses expired identities where they enter, not when a block is validated. */
  public boolean expired(Instant now) {
    return now.isAfter(certificate.getNotAfter().toInstant());
  }
}
