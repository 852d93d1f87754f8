/** Measurements: each prints a table and writes JSON and a picture that can be drawn again. */
package io.tallystick.cli.bench;
