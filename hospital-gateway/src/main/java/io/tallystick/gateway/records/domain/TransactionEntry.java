package io.tallystick.gateway.records.domain;

import java.util.Map;

/**
 * One entry of a transaction Bundle.
 *
 * @param conditional whether its request depends on what is there already
 */
public record TransactionEntry(
    String fullUrl, String method, boolean conditional, Map<String, Object> content) {}
