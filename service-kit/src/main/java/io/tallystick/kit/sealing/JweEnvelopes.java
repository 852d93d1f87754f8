package io.tallystick.kit.sealing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.util.Base64URL;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;

@ApplicationScoped
class JweEnvelopes implements Envelopes {

  private final Orgs orgs;
  private final InstitutionKeys keys;

  JweEnvelopes(Orgs orgs, InstitutionKeys keys) {
    this.orgs = orgs;
    this.keys = keys;
  }

  @Override
  public String seal(String recipientOrg, byte[] content) {
    var key =
        orgs.byId(recipientOrg)
            .filter(org -> org.status() == Org.Status.ACTIVE)
            .map(Org::encryptionKey)
            .orElseThrow(() -> new IllegalStateException("no active org " + recipientOrg));
    var header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
            .keyID(key.thumbprint())
            .build();
    try {
      var jwe = new JWEObject(header, new Payload(content));
      var encrypter = new ECDHEncrypter(key.toKey());
      encrypter.getJCAContext().setContentEncryptionProvider(BoringSsl.provider());
      jwe.encrypt(encrypter);
      return jwe.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Only the one pair of algorithms is taken, whatever the header offers. */
  @Override
  public byte[] open(String compact) {
    try {
      var jwe = JWEObject.parse(compact);
      if (!isCanonical(compact)) throw new SealBroken("not base64url as it is written", null);
      var header = jwe.getHeader();
      if (!JWEAlgorithm.ECDH_ES_A256KW.equals(header.getAlgorithm())
          || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
          || header.getCompressionAlgorithm() != null) {
        throw new SealBroken("sealed in another way than agreed", null);
      }
      var decrypter = new ECDHDecrypter(keys.encryption().toECPrivateKey());
      decrypter.getJCAContext().setContentEncryptionProvider(BoringSsl.provider());
      jwe.decrypt(decrypter);
      return jwe.getPayload().toBytes();
    } catch (SealBroken refused) {
      throw refused;
    } catch (ParseException | JOSEException | RuntimeException broken) {
      // The library meets a header of an unheard-of shape with any exception, a null pointer's too.
      throw new SealBroken("content does not open", broken);
    }
  }

  /** One spelling only (RFC 4648 §3.5): the last character's spare bits are zero. */
  private static boolean isCanonical(String compact) {
    for (var part : compact.split("\\.", -1)) {
      if (part.length() % 4 == 1) return false;
      var tail = part.substring(part.length() - part.length() % 4);
      if (!Base64URL.encode(new Base64URL(tail).decode()).toString().equals(tail)) return false;
    }
    return true;
  }
}
