package io.tallystick.gateway.consents.domain;

import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.crypto.PublicJwk;

/**
 * What opens a head's two commitments; sealed at rest.
 *
 * @param salt opens the head's commitment over the set
 * @param keySalt opens the head's key commitment over the key's thumbprint; stays with the head
 */
public record OpenedConsent(ConsentSet set, byte[] salt, PublicJwk key, byte[] keySalt) {}
