package io.tallystick.journeys.conformance.ledger;

import io.tallystick.ledger.crypto.CertificateAuthority;
import java.nio.file.Path;

/**
 * An organisation of the ledger under test.
 *
 * @param gateway host:port of its peer
 * @param tlsCa PEM root of the peer's TLS certificate
 * @param authority its signing root, with the key: it can issue what nobody should
 * @param client somebody enrolled as a client
 */
public record Member(
    String mspId, String gateway, Path tlsCa, CertificateAuthority authority, Person client) {}
