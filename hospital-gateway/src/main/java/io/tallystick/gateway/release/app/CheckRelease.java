package io.tallystick.gateway.release.app;

import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.FreeText;
import io.tallystick.gateway.records.domain.LabelResources;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.gateway.records.domain.RedactResource;
import io.tallystick.kit.fhir.ExactJson;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentEvaluation;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The last look before a release is sealed, which trusts nothing that chose its leaves: it walks
 * the finished documents and evaluates the consents anew. It finds what a mistake in filtering or
 * in redacting would let out.
 */
@ApplicationScoped
public class CheckRelease {

  private static final String ENCOUNTER = "Encounter";

  private final LabelResources labels;

  public CheckRelease(LabelResources labels) {
    this.labels = labels;
  }

  /**
   * @param where record id and place of the leaf
   * @param code stable, e.g. {@code leaf.names-withheld}
   */
  public record Fault(String where, String code) {}

  /**
   * @param asked whether resources like this were asked for
   * @param records by record id
   * @return the first thing outside the scope of the decision, if there is one
   */
  public Optional<Fault> fault(
      ConsentSet consents,
      AccessRequest request,
      Predicate<ResourceAttributes> asked,
      Map<String, EncounterRecord> records,
      List<ReleasePackage.Leaf> leaves) {
    var look = new Look(consents, request, asked, records, new HashMap<>());
    for (var leaf : leaves) {
      var released = leaf.released();
      var fault = fault(look, leaf);
      if (fault.isPresent()) {
        return Optional.of(new Fault(released.recordId() + "/" + released.index(), fault.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * @param withheld by record id, the names of all leaves that the consents don't permit
   */
  private record Look(
      ConsentSet consents,
      AccessRequest request,
      Predicate<ResourceAttributes> asked,
      Map<String, EncounterRecord> records,
      Map<String, Set<String>> withheld) {

    boolean permits(ResourceAttributes attributes) {
      return ConsentEvaluation.evaluate(consents, request, attributes).permits();
    }

    /** A resource inside another leaves with it, under its duties. */
    boolean permitsWithin(ResourceAttributes inner, List<Obligation> duties) {
      var decision = ConsentEvaluation.evaluate(consents, request, inner);
      return decision.permits() && duties.containsAll(decision.owed());
    }

    boolean permitsNone(RecordLeaf leaf) {
      return !permits(leaf.attributes()) && !permits(leaf.attributes().redacted());
    }

    Set<String> withheld(String recordId) {
      return withheld.computeIfAbsent(
          recordId,
          id ->
              records.get(id).leaves().stream()
                  .filter(this::permitsNone)
                  .flatMap(leaf -> leaf.names().stream())
                  .collect(Collectors.toSet()));
    }
  }

  private Optional<String> fault(Look look, ReleasePackage.Leaf leaf) {
    var released = leaf.released();
    var record = look.records().get(released.recordId());
    if (record == null || released.index() >= record.leaves().size()) return code("leaf.unknown");
    var stored = record.leaves().get(released.index());
    var type = stored.attributes().type();
    if (!stored.attributes().equals(released.attributes())) return code("leaf.described-otherwise");
    boolean asked = type.equals(ENCOUNTER) || look.asked().test(stored.attributes());
    if (!asked) return code("leaf.not-asked");
    var decision = released.decidedBy(look.consents(), look.request());
    if (!decision.permits()) return code("leaf.not-permitted");
    if (!decision.owed().equals(released.obligations())) return code("leaf.other-duties");
    if (!released.derived() && !elements(released).isEmpty()) return code("leaf.not-redacted");
    if (!released.derived() && !Arrays.equals(stored.document(), leaf.document())) {
      return code("leaf.altered");
    }
    try {
      return said(look, leaf, type, record);
    } catch (IOException notJson) {
      return code("leaf.not-json");
    }
  }

  private Optional<String> said(
      Look look, ReleasePackage.Leaf leaf, String type, EncounterRecord record) throws IOException {
    var released = leaf.released();
    var seen = SeenInDocument.of(leaf.document(), look.withheld(released.recordId()));
    if (!type.equals(seen.type())) return code("leaf.of-another-type");
    if (seen.namesWithheld()) return code("leaf.names-withheld");
    if (!released.derived() && !seen.embeds()) return Optional.empty();
    var content = ExactJson.read(leaf.document());
    if (seen.embeds()
        && !labels.embedded(content, record.date()).stream().allMatch(look::permits)) {
      return code("leaf.embeds-withheld");
    }
    if (released.derived() && FreeText.isIn(content)) return code("leaf.has-words");
    return released.derived() && !marked(content) ? code("leaf.unmarked") : Optional.empty();
  }

  private static List<String> elements(ReleasedLeaf released) {
    return released.obligations().stream()
        .filter(duty -> duty.duty() == Obligation.Duty.REDACT)
        .flatMap(duty -> duty.elements().stream())
        .toList();
  }

  /** Whether an element is there that was to be taken out. */
  private static boolean keeps(Object value, String path, List<String> elements) {
    return switch (value) {
      case List<?> list -> list.stream().anyMatch(item -> keeps(item, path, elements));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .anyMatch(
                  member -> {
                    var below = path + "." + member.getKey();
                    return RedactResource.names(elements, below)
                        || keeps(member.getValue(), below, elements);
                  });
      default -> false;
    };
  }

  private static boolean marked(Map<String, Object> content) {
    return content.get("meta") instanceof Map<?, ?> meta
        && meta.get("security") instanceof List<?> security
        && security.contains(RedactResource.REDACTED);
  }

  private static Optional<String> code(String code) {
    return Optional.of(code);
  }
}
