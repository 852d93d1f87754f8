package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.consent.ResourceAttributes;

/**
 * One resource of a record as it is committed to.
 *
 * @param document its canonical bytes
 * @param salt 32 random bytes of its own
 */
public record RecordLeaf(byte[] document, byte[] salt, ResourceAttributes attributes) {}
