package io.tallystick.ledger.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root certificate authority of one organisation (EC P-256, SHA256withECDSA). */
public record CertificateAuthority(X509Certificate certificate, PrivateKey key) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration LIFETIME = Duration.ofDays(3650);
  // Clocks of two machines differ a little; a certificate is valid at once on both.
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  /** From when until when a certificate holds. */
  public record Validity(Instant from, Instant until) {
    public static Validity startingAt(Instant now) {
      return new Validity(now.minus(BACKDATED), now.plus(LIFETIME));
    }
  }

  public static CertificateAuthority create(String organisation, String name, Instant now) {
    var keys = newKeys();
    var subject = subject(organisation, name, null);
    var builder = builder(subject, subject, keys.getPublic(), Validity.startingAt(now));
    try {
      var ids = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              ids.createSubjectKeyIdentifier(keys.getPublic()));
      return new CertificateAuthority(sign(builder, keys.getPrivate()), keys.getPrivate());
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot create the authority of " + organisation, e);
    }
  }

  /** Issues a signing identity whose role stands in its organisational unit (Fabric's NodeOUs). */
  public CertifiedKey issueIdentity(
      String organisation, String name, NodeRole role, Validity validity) {
    var keys = newKeys();
    var builder = leaf(subject(organisation, name, role.unit()), keys, validity);
    return new CertifiedKey(sign(builder, key), keys.getPrivate());
  }

  /** Issues a TLS server certificate for localhost and 127.0.0.1. */
  public CertifiedKey issueServer(String organisation, String name, Validity validity) {
    var keys = newKeys();
    var builder = leaf(subject(organisation, name, null), keys, validity);
    try {
      builder
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(
                  new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                  }));
    } catch (CertIOException e) {
      throw new IllegalStateException(e);
    }
    return new CertifiedKey(sign(builder, key), keys.getPrivate());
  }

  private X509v3CertificateBuilder leaf(X500Name subject, KeyPair keys, Validity validity) {
    var issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    var builder = builder(issuer, subject, keys.getPublic(), validity);
    try {
      var ids = new JcaX509ExtensionUtils();
      return builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              ids.createAuthorityKeyIdentifier(certificate));
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey publicKey, Validity validity) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, RANDOM),
        Date.from(validity.from()),
        Date.from(validity.until()),
        subject,
        publicKey);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign a certificate", e);
    }
  }

  private static X500Name subject(String organisation, String name, String unit) {
    var builder = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, organisation);
    if (unit != null) {
      builder.addRDN(BCStyle.OU, unit);
    }
    return builder.addRDN(BCStyle.CN, name).build();
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no EC P-256", e);
    }
  }
}
