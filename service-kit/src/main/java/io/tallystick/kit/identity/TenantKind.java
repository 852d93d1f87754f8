package io.tallystick.kit.identity;

/** Whose realm a token comes from. */
public enum TenantKind {
  /** The institution's own realm: its people and its services. */
  STAFF,
  /** The realm that stands for a national e-ID: patients and members. */
  PATIENT,
  /** Another institution's realm: its services only. */
  PARTNER
}
