package io.tallystick.claims.followup.domain;

/** A claim on the ledger as a step needs it: who endorses, and the version it moves from. */
public record OpenClaim(String claimId, String patientId, String payer, long version) {}
