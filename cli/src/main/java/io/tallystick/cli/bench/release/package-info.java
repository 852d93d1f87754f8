/**
 * {@code tallystick bench release}: how long a release takes, from the request to the opened
 * package.
 */
package io.tallystick.cli.bench.release;
