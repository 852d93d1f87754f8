package io.tallystick.gateway.consents.domain;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.crypto.PublicJwk;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What opens a head's two commitments; sealed at rest.
 *
 * @param salt opens the head's commitment over the set
 * @param key absent on paper
 * @param keySalt opens the head's key commitment over the key's thumbprint; another key has
 *     another; absent on paper
 */
public record OpenedConsent(ConsentSet set, byte[] salt, PublicJwk key, byte[] keySalt) {

  /** What the ledger has of the key; empty on paper. */
  public Optional<String> keyCommitment() {
    return Optional.ofNullable(key)
        .map(k -> k.thumbprint().getBytes(StandardCharsets.US_ASCII))
        .map(thumbprint -> Commitment.to(keySalt, thumbprint).hex());
  }
}
