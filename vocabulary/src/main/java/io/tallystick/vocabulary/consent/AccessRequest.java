package io.tallystick.vocabulary.consent;

import java.time.Instant;

/**
 * What an institution asks for.
 *
 * @param purpose HL7 v3 ActReason code
 * @param at the moment the decision is made for
 */
public record AccessRequest(String grantee, String purpose, Instant at) {}
