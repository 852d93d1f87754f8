/**
 * A whole consortium on one machine. {@link io.tallystick.devnet.Devnet} is what callers use; a
 * supervisor process of its own ({@link io.tallystick.devnet.DevnetMain}) starts, watches and
 * restarts the parts, and the two meet in the state folder's {@code run/}.
 */
package io.tallystick.devnet;
