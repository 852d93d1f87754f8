package io.tallystick.gateway.consents.domain;

import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.ConsentSet;

/**
 * A change as it is put before the patient; sealed at rest.
 *
 * @param set absent in a revocation
 * @param salt of the change's commitment to the set, absent in a revocation
 */
public record DraftContent(ConsentChange change, ConsentSet set, byte[] salt) {}
