package io.tallystick.vocabulary.ledger;

/**
 * Which released result was used instead of repeating the test. Only its commitment is on the
 * ledger; who reused it opens it to a payer or reviewer whom they want to show it.
 *
 * @param accessId the permit under which it was received
 * @param leaf the resource, with its code and clinical date
 */
public record ReuseStatement(String accessId, ReleasedLeaf leaf) {}
