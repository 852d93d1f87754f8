package io.tallystick.cli.verify.copies;

import java.util.Map;

/**
 * One row of a service's copy.
 *
 * @param facts column to value as text; absent ones are left out
 */
public record Row(String key, Map<String, String> facts) {}
