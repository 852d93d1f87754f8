package io.tallystick.vocabulary.consent;

/**
 * An institution's word on who asks within it, as it travels with a request (ADR 0019).
 *
 * @param signature ES256 of {@link RequesterAssertion#message()} by its signing key
 */
public record WhoAsks(RequesterAssertion word, String signature) {}
