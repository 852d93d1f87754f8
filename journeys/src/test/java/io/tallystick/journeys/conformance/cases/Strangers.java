package io.tallystick.journeys.conformance.cases;

import io.tallystick.journeys.conformance.ledger.Member;
import io.tallystick.journeys.conformance.ledger.Person;
import io.tallystick.ledger.crypto.CertificateAuthority;
import io.tallystick.ledger.crypto.CertificateAuthority.Validity;
import io.tallystick.ledger.crypto.NodeRole;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** People whose certificates are not what they seem. */
final class Strangers {

  private static final String ORG = "Riverside";

  /** Of an authority that calls itself like the member's. */
  static Person ofAnotherAuthority(Member member) {
    var name = member.authority().certificate().getSubjectX500Principal().getName();
    var other = CertificateAuthority.create(ORG, commonName(name), Instant.now());
    return issued(member, other, Validity.startingAt(Instant.now()));
  }

  private static String commonName(String distinguished) {
    return distinguished.replaceAll(".*CN=([^,]+).*", "$1");
  }

  /** With an authority's certificate that it issued to itself. */
  static Person ownAuthority(Member member) {
    var self = CertificateAuthority.create(ORG, "mallory", Instant.now());
    return new Person(member.mspId(), self.certificate(), self.key());
  }

  /** With a client's certificate that nobody but itself signed. */
  static Person selfSigned(Member member) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var keys = generator.generateKeyPair();
      var name = new X500Name("O=" + ORG + ",OU=client,CN=mallory");
      var now = Instant.now();
      var certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.TWO,
                  Date.from(now.minusSeconds(60)),
                  Date.from(now.plusSeconds(3600)),
                  name,
                  keys.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      return new Person(
          member.mspId(),
          new JcaX509CertificateConverter().getCertificate(certificate),
          keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the certificate and key of the organisation's own authority. */
  static Person authority(Member member) {
    return new Person(member.mspId(), member.authority().certificate(), member.authority().key());
  }

  /** Rightly enrolled, but until yesterday. */
  static Person expired(Member member) {
    var yesterday = Instant.now().minus(Duration.ofDays(1));
    var validity = new Validity(yesterday.minus(Duration.ofDays(1)), yesterday);
    return issued(member, member.authority(), validity);
  }

  /** Rightly enrolled, but from tomorrow on. */
  static Person notYetValid(Member member) {
    var tomorrow = Instant.now().plus(Duration.ofDays(1));
    return issued(
        member, member.authority(), new Validity(tomorrow, tomorrow.plus(Duration.ofDays(1))));
  }

  /** Rightly issued, but with no organisational unit that names a role (Fabric's NodeOUs). */
  static Person withoutRole(Member member) {
    var issued = member.authority().issueServer(ORG, "mallory", Validity.startingAt(Instant.now()));
    return Person.of(member.mspId(), issued);
  }

  private static Person issued(Member member, CertificateAuthority by, Validity validity) {
    return Person.of(member.mspId(), by.issueIdentity(ORG, "mallory", NodeRole.CLIENT, validity));
  }

  private Strangers() {}
}
