package io.tallystick.ledger.identity;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.crypto.CertifiedKey;
import io.tallystick.ledger.crypto.Pem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * A node that signs: a peer its endorsements, the orderer its blocks.
 *
 * @param serialized the identity as it stands in messages (msp.SerializedIdentity)
 */
public record SigningIdentity(String mspId, ByteString serialized, PrivateKey key) {

  public static SigningIdentity of(String mspId, CertifiedKey certified) {
    var serialized =
        SerializedIdentity.newBuilder()
            .setMspid(mspId)
            .setIdBytes(ByteString.copyFromUtf8(Pem.of(certified.certificate())))
            .build()
            .toByteString();
    return new SigningIdentity(mspId, serialized, certified.key());
  }

  /** Signs these parts, one after the other: SHA256withECDSA, DER, low s. */
  public ByteString sign(ByteString... parts) {
    try {
      var signer = Ecdsa.signature("SHA256withECDSA");
      signer.initSign(key);
      for (var part : parts) {
        signer.update(part.asReadOnlyByteBuffer());
      }
      return ByteString.copyFrom(LowS.enforce(signer.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(mspId + " cannot sign", e);
    }
  }
}
