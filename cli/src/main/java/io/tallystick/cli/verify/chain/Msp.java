package io.tallystick.cli.verify.chain;

import io.tallystick.ledger.crypto.NodeRole;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * One organisation's certificates as the channel's configuration names them (Fabric: msp/mspimpl).
 *
 * @param units role by the organisational unit that makes it; empty where node OUs are off
 * @param admins certificates that are administrators by being listed
 */
record Msp(
    String id,
    List<X509Certificate> roots,
    List<X509Certificate> intermediates,
    Map<String, NodeRole> units,
    List<X509Certificate> admins,
    List<X509CRL> revocations) {

  private static final int LONGEST_CHAIN = 8;

  /** What a certificate makes its owner in this organisation; empty if it isn't a member's. */
  Optional<Set<NodeRole>> roles(X509Certificate certificate) {
    boolean member =
        certificate.getBasicConstraints() < 0
            && chains(certificate, 0)
            && revocations.stream().noneMatch(list -> revokes(list, certificate));
    if (!member) return Optional.empty();
    var roles = EnumSet.noneOf(NodeRole.class);
    unitsOf(certificate).filter(units::containsKey).map(units::get).forEach(roles::add);
    // With node OUs an identity is exactly one of client, peer, admin and orderer.
    if (!units.isEmpty() && roles.size() != 1) return Optional.empty();
    if (admins.contains(certificate)) roles.add(NodeRole.ADMIN);
    return Optional.of(roles);
  }

  /** As of the certificate's own beginning, as Fabric does: expiry is looked at elsewhere. */
  private boolean chains(X509Certificate certificate, int depth) {
    if (roots.stream().anyMatch(root -> issued(root, certificate))) return true;
    return depth < LONGEST_CHAIN
        && intermediates.stream()
            .anyMatch(above -> issued(above, certificate) && chains(above, depth + 1));
  }

  private static boolean issued(X509Certificate authority, X509Certificate certificate) {
    if (!certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(authority.getPublicKey());
      return authority.getBasicConstraints() >= 0;
    } catch (GeneralSecurityException signedByAnother) {
      return false;
    }
  }

  private static boolean revokes(X509CRL list, X509Certificate certificate) {
    return list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
        && list.getRevokedCertificate(certificate.getSerialNumber()) != null;
  }

  private static Stream<String> unitsOf(X509Certificate certificate) {
    var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    return Arrays.stream(subject.getRDNs(BCStyle.OU))
        .map(unit -> IETFUtils.valueToString(unit.getFirst().getValue()))
        .distinct();
  }
}
