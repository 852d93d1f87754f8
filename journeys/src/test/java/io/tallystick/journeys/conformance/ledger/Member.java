package io.tallystick.journeys.conformance.ledger;

import io.tallystick.ledger.crypto.CertificateAuthority;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.crypto.Pem;
import java.nio.file.Path;

/**
 * An organisation of the ledger under test.
 *
 * @param gateway host:port of its peer
 * @param tlsCa PEM root of the peer's TLS certificate
 * @param authority its signing root, with the key: it can issue what nobody should
 * @param client somebody enrolled as a client
 * @param administrator somebody enrolled as an administrator
 */
public record Member(
    String mspId,
    String gateway,
    Path tlsCa,
    CertificateAuthority authority,
    Person client,
    Person administrator) {

  /** One whose keys lie as {@link CryptoMaterial} puts them; enrols both. */
  static Member of(Path crypto, String org, String gateway) {
    var client = CryptoMaterial.enroll(crypto, org, "client");
    var root = crypto.resolve(org).resolve("ca");
    var authority =
        new CertificateAuthority(
            Pem.certificate(root.resolve("ca.pem")), Pem.privateKey(root.resolve("key.pem")));
    return new Member(
        client.mspId(),
        gateway,
        client.tlsCa(),
        authority,
        Person.of(client),
        Person.of(CryptoMaterial.enroll(crypto, org, "administrator", NodeRole.ADMIN)));
  }
}
