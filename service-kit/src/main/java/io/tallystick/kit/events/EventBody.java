package io.tallystick.kit.events;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event's value: either sealed content, or content by reference in the clear.
 *
 * @param sealed JWE compact to the recipient
 */
public record EventBody(String sealed, JsonNode content) {}
