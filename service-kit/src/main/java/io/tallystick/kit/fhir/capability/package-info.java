/** What a service says of itself: FHIR R4's CapabilityStatement, read from its own routes. */
package io.tallystick.kit.fhir.capability;
