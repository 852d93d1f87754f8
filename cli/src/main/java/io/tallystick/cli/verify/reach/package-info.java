/** Where verify reads: peers through Fabric's own calls, services through their HTTP APIs. */
package io.tallystick.cli.verify.reach;
