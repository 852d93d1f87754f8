package io.tallystick.gateway.records.domain;

import java.util.Map;

/**
 * One FHIR resource of an encounter.
 *
 * @param fullUrl how the others of its bundle may refer to it; absent if the bundle gives none
 * @param content its JSON: maps, lists, strings, numbers, booleans
 * @param document the canonical bytes that are committed to and never change
 */
public record Resource(String type, String fullUrl, Map<String, Object> content, byte[] document) {

  /** {@code Type/id}, absent without an id. */
  String relativeUrl() {
    return content.get("id") instanceof String id ? type + "/" + id : null;
  }

  boolean answersTo(String reference) {
    return reference.equals(fullUrl) || reference.equals(relativeUrl());
  }
}
