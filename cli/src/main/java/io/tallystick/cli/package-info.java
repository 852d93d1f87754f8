/** The commands of {@code ./tallystick}, except the two that the launcher does itself. */
package io.tallystick.cli;
