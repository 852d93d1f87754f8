/** Who asks within an institution: said by the one that asks, heard by the one that decides. */
package io.tallystick.kit.requester;
