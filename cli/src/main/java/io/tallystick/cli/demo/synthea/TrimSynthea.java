package io.tallystick.cli.demo.synthea;

import static io.tallystick.cli.demo.synthea.Fhir.each;
import static io.tallystick.cli.demo.synthea.Fhir.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.SyntheaSample.Provider;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cuts a patient's lifelong bundle to the encounters of the window and what belongs to them.
 * Entries that stay are left as Synthea wrote them; patients without any such encounter stay too.
 */
final class TrimSynthea {

  /** Synthea's own adjudication: the insurers here make theirs. */
  private static final Set<String> NOT_USED = Set.of("ExplanationOfBenefit", "Provenance");

  static ObjectNode patient(JsonNode bundle, LocalDate from) {
    var encounters = encountersSince(bundle, from);
    Predicate<JsonNode> stays =
        entry ->
            type(entry.path("resource")).equals("Patient")
                || encounters.contains(entry.path("fullUrl").asText())
                || encounterOf(entry.path("resource")).anyMatch(encounters::contains);
    var trimmed = Fhir.object().put("resourceType", "Bundle").put("type", "collection");
    var entries = trimmed.putArray("entry");
    each(bundle.path("entry"))
        .filter(entry -> !NOT_USED.contains(type(entry.path("resource"))))
        .filter(stays)
        .forEach(
            entry ->
                entries
                    .addObject()
                    .put("fullUrl", entry.path("fullUrl").asText())
                    .set("resource", entry.path("resource")));
    return trimmed;
  }

  /** The providers that any of the trimmed bundles names, by id. */
  static List<Provider> providers(JsonNode hospitalInformation, List<ObjectNode> patients) {
    var named =
        patients.stream()
            .flatMap(bundle -> each(bundle.path("entry")))
            .map(entry -> entry.path("resource"))
            .flatMap(r -> Stream.of(r.path("provider"), r.path("serviceProvider")))
            .map(Fhir::conditionalId)
            .collect(Collectors.toSet());
    return each(hospitalInformation.path("entry"))
        .map(entry -> entry.path("resource"))
        .filter(r -> type(r).equals("Organization") && named.contains(r.path("id").asText()))
        .map(TrimSynthea::provider)
        .sorted(Comparator.comparing(Provider::id))
        .toList();
  }

  private static Provider provider(JsonNode organization) {
    return new Provider(
        organization.path("id").asText(),
        organization.path("name").asText(),
        organization.path("address").path(0).path("postalCode").asText());
  }

  private static Set<String> encountersSince(JsonNode bundle, LocalDate from) {
    var start = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    return each(bundle.path("entry"))
        .filter(entry -> type(entry.path("resource")).equals("Encounter"))
        .filter(e -> !Fhir.instant(e.at("/resource/period/start")).isBefore(start))
        .map(entry -> entry.path("fullUrl").asText())
        .collect(Collectors.toSet());
  }

  /** The encounters a resource names, wherever its type keeps them. */
  static Stream<String> encounterOf(JsonNode resource) {
    var direct = Stream.of(resource.path("encounter"), resource.path("context"));
    var listed = each(resource.at("/context/encounter"));
    var billed = each(resource.path("item")).flatMap(item -> each(item.path("encounter")));
    return Stream.concat(direct, Stream.concat(listed, billed))
        .map(reference -> reference.path("reference").asText())
        .filter(reference -> !reference.isEmpty());
  }

  private TrimSynthea() {}
}
