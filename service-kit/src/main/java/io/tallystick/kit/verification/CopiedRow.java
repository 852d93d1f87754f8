package io.tallystick.kit.verification;

import java.util.Map;

/**
 * One row that follows from the ledger.
 *
 * @param facts column to value; numbers in decimal, times as ISO-8601 instants, absent ones left
 *     out
 */
public record CopiedRow(String key, Map<String, String> facts) {}
