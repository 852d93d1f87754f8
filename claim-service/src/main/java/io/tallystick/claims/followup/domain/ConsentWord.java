package io.tallystick.claims.followup.domain;

/** The newest word of a patient's consent towards one grantee, by the institution's patient id. */
public record ConsentWord(
    String headId, long headVersion, String patientId, String grantee, boolean revoked) {}
