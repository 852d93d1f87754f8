/** Calls to other institutions. */
package io.tallystick.kit.http;
