package io.tallystick.kit.fhir.claim;

import io.tallystick.kit.fhir.claim.SubmittedClaim.Identifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Resolves the references of one claim inside its own document: to contained resources ({@code
 * #id}) and to entries of its bundle, by full URL or by {@code Type/id} (FHIR R4 §2.36.4.1). Never
 * fetches anything.
 */
final class References {

  private final Map<String, Resource> byReference = new HashMap<>();

  References(Claim claim, Bundle bundle) {
    for (var contained : claim.getContained()) {
      var id = contained.getIdElement().getIdPart();
      if (id != null) byReference.putIfAbsent(id.startsWith("#") ? id : "#" + id, contained);
    }
    if (bundle != null) bundle.getEntry().forEach(this::add);
  }

  private void add(Bundle.BundleEntryComponent entry) {
    var resource = entry.getResource();
    if (resource == null) return;
    if (entry.hasFullUrl()) byReference.putIfAbsent(entry.getFullUrl(), resource);
    var id = resource.getIdElement().getIdPart();
    if (id != null) byReference.putIfAbsent(resource.fhirType() + "/" + id, resource);
  }

  <T extends Resource> Optional<T> resolve(Reference reference, Class<T> type) {
    var literal = reference.getReference();
    if (literal == null) return Optional.empty();
    var key = literal.startsWith("#") ? literal : withoutVersion(literal);
    return Optional.ofNullable(byReference.get(key)).filter(type::isInstance).map(type::cast);
  }

  private static String withoutVersion(String literal) {
    int version = literal.indexOf("/_history/");
    return version < 0 ? literal : literal.substring(0, version);
  }

  /** A reference's own logical identifier, if it has both parts. */
  static Stream<Identifier> logical(Reference reference) {
    return reference.hasIdentifier()
        ? identifiers(List.of(reference.getIdentifier()))
        : Stream.empty();
  }

  static Stream<Identifier> identifiers(List<org.hl7.fhir.r4.model.Identifier> all) {
    return all.stream()
        .filter(i -> i.hasSystem() && i.hasValue())
        .map(i -> new Identifier(i.getSystem(), i.getValue()));
  }
}
