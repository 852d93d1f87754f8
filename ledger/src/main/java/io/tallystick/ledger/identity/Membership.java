package io.tallystick.ledger.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.crypto.Pem;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * The channel's organisations by their root certificates (Fabric: the MSP manager). Certificates
 * are issued by the root itself; intermediate authorities are not known here.
 */
public final class Membership {

  private static final int REMEMBERED = 2_000;

  private final Map<String, X509Certificate> roots;
  private final Map<ByteString, Identity> checked =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteString, Identity> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** Roots by membership id. */
  public Membership(Map<String, X509Certificate> roots) {
    this.roots = Map.copyOf(roots);
  }

  /** Reads an identity and checks that its certificate chains to its organisation's root. */
  public Identity identify(ByteString serialized) throws UnknownIdentityException {
    var known = checked.get(serialized);
    if (known != null) {
      return known;
    }
    var identity = check(serialized);
    checked.put(serialized, identity);
    return identity;
  }

  private Identity check(ByteString serialized) throws UnknownIdentityException {
    try {
      var message = SerializedIdentity.parseFrom(serialized);
      var root = roots.get(message.getMspid());
      if (root == null) {
        throw new UnknownIdentityException("MSP " + message.getMspid() + " is unknown");
      }
      var certificate = Pem.certificate(message.getIdBytes().toByteArray());
      if (certificate.getBasicConstraints() >= 0) {
        throw UnknownIdentityException.invalid(
            message.getMspid(), "an authority's certificate cannot be an identity");
      }
      if (!certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal())) {
        throw new UnknownIdentityException("certificate signed by an unknown authority");
      }
      certificate.verify(root.getPublicKey());
      return new Identity(message.getMspid(), certificate, roles(message.getMspid(), certificate));
    } catch (InvalidProtocolBufferException e) {
      throw new UnknownIdentityException("could not deserialize a SerializedIdentity");
    } catch (CertificateException e) {
      throw new UnknownIdentityException("could not parse the certificate");
    } catch (GeneralSecurityException e) {
      throw new UnknownIdentityException("certificate signed by an unknown authority");
    }
  }

  private static Set<NodeRole> roles(String mspId, X509Certificate certificate)
      throws UnknownIdentityException {
    var roles = EnumSet.noneOf(NodeRole.class);
    var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    for (var unit : subject.getRDNs(BCStyle.OU)) {
      var name = IETFUtils.valueToString(unit.getFirst().getValue()).toLowerCase(Locale.ROOT);
      Arrays.stream(NodeRole.values()).filter(r -> r.unit().equals(name)).forEach(roles::add);
    }
    // Fabric's MSP: an identity is exactly one of client, peer, admin and orderer.
    if (roles.size() != 1) {
      throw UnknownIdentityException.invalid(
          mspId, "the identity must be a client, a peer, an orderer or an admin identity");
    }
    return Collections.unmodifiableSet(roles);
  }
}
