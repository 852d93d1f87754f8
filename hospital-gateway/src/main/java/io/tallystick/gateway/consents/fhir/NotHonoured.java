package io.tallystick.gateway.consents.fhir;

/** Ends the reading of a Consent at an element; {@link ReadConsent} makes a refusal of it. */
final class NotHonoured extends RuntimeException {

  private final String element;

  NotHonoured(String element, String why) {
    super(why, null, false, false);
    this.element = element;
  }

  String element() {
    return element;
  }
}
