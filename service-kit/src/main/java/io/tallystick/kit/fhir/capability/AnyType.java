package io.tallystick.kit.fhir.capability;

import java.util.Set;

/** Implemented by a resource class with a route for every resource type, {@code fhir/{type}}. */
public interface AnyType {

  /** Resource types that the route doesn't take. */
  Set<String> excludedTypes();
}
