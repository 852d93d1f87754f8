package io.tallystick.journeys.conformance.ledger;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.crypto.CertifiedKey;
import io.tallystick.ledger.crypto.Enrollment;
import io.tallystick.ledger.crypto.Pem;
import io.tallystick.ledger.identity.SigningIdentity;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** Whoever signs requests: an MSP id, a certificate and a key, rightly together or not. */
public record Person(String mspId, X509Certificate certificate, PrivateKey key) {

  public static Person of(Enrollment enrolled) {
    return new Person(
        enrolled.mspId(),
        Pem.certificate(enrolled.certificate()),
        Pem.privateKey(enrolled.privateKey()));
  }

  public static Person of(String mspId, CertifiedKey certified) {
    return new Person(mspId, certified.certificate(), certified.key());
  }

  /** msp.SerializedIdentity. */
  public ByteString serialized() {
    return signer().serialized();
  }

  /** SHA256withECDSA over these parts, one after the other; DER, low s. */
  public ByteString sign(ByteString... parts) {
    return signer().sign(parts);
  }

  private SigningIdentity signer() {
    return SigningIdentity.of(mspId, new CertifiedKey(certificate, key));
  }
}
