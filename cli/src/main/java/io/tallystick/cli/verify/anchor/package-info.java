/**
 * Proves that a document was anchored, and to somebody else later, who has the certificate only.
 */
package io.tallystick.cli.verify.anchor;
