package io.tallystick.vocabulary.consent;

/**
 * Somebody a consent can name among those who ask, FHIR R4 {@code Consent.provision.actor}.
 *
 * @param system URI of the naming system, e.g. that of practitioner numbers or of SNOMED CT for a
 *     role; absent if {@code value} is an id: of a member for an organization ({@code summit}),
 *     else the custodian's
 * @param value identifier, role code or id
 */
public record Actor(Kind kind, String system, String value) {

  public enum Kind {
    ORGANIZATION,
    PRACTITIONER,
    ROLE,
    CARE_TEAM,
    RELATED_PERSON,
    PATIENT,
    DEVICE,
    GROUP;

    /** One asks in person as one of these, and so is none of the others. */
    boolean isPerson() {
      return this == PRACTITIONER || this == RELATED_PERSON || this == PATIENT || this == DEVICE;
    }
  }

  public Actor {
    if (kind == null || value == null) {
      throw new IllegalArgumentException("an actor has a kind and a value");
    }
  }

  public static Actor organization(String orgId) {
    return new Actor(Kind.ORGANIZATION, null, orgId);
  }
}
