package io.tallystick.ledger.crypto;

import java.nio.file.Path;

/**
 * What a client needs to speak to the ledger as a member of an organisation.
 *
 * @param mspId the organisation's membership id, for example {@code RiversideMSP}
 * @param certificate PEM certificate of the client (node OU {@code client})
 * @param privateKey PKCS#8 PEM key of the client
 * @param tlsCa PEM root that the organisation's gateway certificate chains to
 */
public record Enrollment(String mspId, Path certificate, Path privateKey, Path tlsCa) {}
