/**
 * FHIR searches of what was released to this institution, in its own keeping: the custodian can't
 * open what it sealed, and serves it for a minute.
 */
package io.tallystick.kit.release.read;
