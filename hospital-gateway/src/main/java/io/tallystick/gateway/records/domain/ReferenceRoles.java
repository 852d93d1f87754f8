package io.tallystick.gateway.records.domain;

import java.util.Set;

/** Elements whose references tell nothing clinical. */
public final class ReferenceRoles {

  /** Everything of an encounter refers to these; to refer to them says nothing. */
  static final Set<String> CONTEXT =
      Set.of("subject", "patient", "encounter", "context", "beneficiary", "for");

  /** References to people, places and organisations: their display is a name, nothing clinical. */
  static final Set<String> PARTIES =
      Set.of(
          "individual",
          "actor",
          "performer",
          "requester",
          "recorder",
          "asserter",
          "author",
          "authenticator",
          "custodian",
          "provider",
          "serviceProvider",
          "location",
          "facility",
          "insurer",
          "coverage",
          "payor",
          "managingOrganization",
          "onBehalfOf",
          "member",
          "party",
          "participant");

  /** Types of what those elements refer to. */
  static final Set<String> PARTY_TYPES =
      Set.of("Practitioner", "PractitionerRole", "Organization", "Location");

  /** Whether a reference in an element of this name says something about the patient's health. */
  public static boolean telling(String element) {
    return !CONTEXT.contains(element) && !PARTIES.contains(element);
  }

  private ReferenceRoles() {}
}
