package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.consent.ResourceAttributes;

/**
 * One resource that a permit releases.
 *
 * @param index its place among the record's leaves
 * @param derived true if the copy is redacted inside the resource and signed by the custodian
 */
public record ReleasedLeaf(
    String recordId, int index, boolean derived, ResourceAttributes attributes) {}
