/** Long campaigns against a running devnet: bounded, with a seed, and printed figures. */
package io.tallystick.cli.soak;
