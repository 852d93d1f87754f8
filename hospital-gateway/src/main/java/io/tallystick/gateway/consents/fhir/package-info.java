/**
 * FHIR R4 {@code Consent} and the compact statement, one into the other. What can't be honoured is
 * refused with its element, never left out: a statement that is read may release less than its
 * Consent seems to say, and never more. The mapping is written down in docs/consent.md.
 */
package io.tallystick.gateway.consents.fhir;
