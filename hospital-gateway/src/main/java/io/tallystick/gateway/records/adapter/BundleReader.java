package io.tallystick.gateway.records.adapter;

import io.tallystick.gateway.records.domain.EncounterBundle;
import io.tallystick.gateway.records.domain.Resource;
import io.tallystick.kit.fhir.ExactJson;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Reads a FHIR Bundle into resources with canonical bytes: the JSON as received, keys sorted, no
 * white space, decimals with the digits they came with (FHIR R4 §2.24.0.1: precision is meaning).
 */
@ApplicationScoped
class BundleReader {

  private static final Set<String> TYPES = Set.of("collection", "transaction", "document");

  private final FhirJson fhir;

  BundleReader(FhirJson fhir) {
    this.fhir = fhir;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException what {@link FhirJson#parse} says; 422 {@code
   *     record.bundle-type}, {@code record.empty}, {@code record.not-one-encounter}
   */
  EncounterBundle read(byte[] body) {
    var parsed = fhir.parse(body, Bundle.class);
    if (parsed.getType() == null || !TYPES.contains(parsed.getType().toCode())) {
      throw Problem.unprocessable(
              "record.bundle-type", "a record is a collection, transaction or document Bundle")
          .exception();
    }
    var resources = entries(body).map(BundleReader::resource).toList();
    if (resources.isEmpty()) {
      throw Problem.unprocessable("record.empty", "the Bundle has no resources").exception();
    }
    return EncounterBundle.of(resources)
        .orElseThrow(
            () ->
                Problem.unprocessable(
                        "record.not-one-encounter", "a record is of exactly one Encounter")
                    .exception());
  }

  private static Stream<Map<?, ?>> entries(byte[] body) {
    try {
      var bundle = ExactJson.read(body);
      return bundle.get("entry") instanceof List<?> entries
          ? entries.stream()
              .filter(Map.class::isInstance)
              .<Map<?, ?>>map(entry -> (Map<?, ?>) entry)
              .filter(entry -> entry.get("resource") instanceof Map<?, ?>)
          : Stream.empty();
    } catch (IOException ambiguous) {
      throw Problem.badRequest("json.malformed", "the body is not unambiguous JSON").exception();
    }
  }

  @SuppressWarnings("unchecked") // Jackson's keys are strings
  private static Resource resource(Map<?, ?> entry) {
    var content = (Map<String, Object>) entry.get("resource");
    return new Resource(
        Objects.toString(content.get("resourceType")),
        entry.get("fullUrl") instanceof String url ? url : null,
        content,
        CanonicalJson.bytes(content));
  }
}
