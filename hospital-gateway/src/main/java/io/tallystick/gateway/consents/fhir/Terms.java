package io.tallystick.gateway.consents.fhir;

import io.tallystick.kit.fhir.claim.NamingSystems;

/** Code systems and extensions that a Consent is written in. */
final class Terms {

  static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
  static final String PRIVACY = "patient-privacy";
  static final String LOINC = "http://loinc.org";
  static final String CONSENT_DOCUMENT = "59284-0";
  static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
  static final String ACTION = "http://terminology.hl7.org/CodeSystem/consentaction";
  static final String RESOURCE_TYPES = "http://hl7.org/fhir/resource-types";
  static final String ORG = NamingSystems.ORG;

  /** Where a statement's id is kept. */
  static final String STATEMENT = "https://tallystick.example/ns/consent-statement";

  /** The policy that Consents written here are under: docs/consent.md. */
  static final String POLICY = "https://tallystick.example/policy/consent-evaluation";

  private static final String OURS = "https://tallystick.example/fhir/StructureDefinition/";

  /** On a Consent, valueString: the id of an earlier statement whose place it takes. */
  static final String REPLACES = OURS + "consent-replaces";

  /** On a permitting provision: what it asks of those who release and receive. */
  static final String OBLIGATION = OURS + "consent-obligation";

  /**
   * On a provision, valueBoolean: its labels mean themselves (restricted without normal), and
   * inside a provision of the same type it narrows that one instead of standing beside it.
   */
  static final String LITERAL = OURS + "consent-read-literally";

  private Terms() {}
}
