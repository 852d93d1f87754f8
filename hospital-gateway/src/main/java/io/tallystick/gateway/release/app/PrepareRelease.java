package io.tallystick.gateway.release.app;

import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.LabelResources;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.gateway.records.domain.RedactResource;
import io.tallystick.gateway.release.domain.ReleaseDecision.PermittedLeaf;
import io.tallystick.gateway.release.domain.Scope;
import io.tallystick.kit.fhir.ExactJson;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gathers permitted leaves with their salts and their way to the record's root; nothing else. What
 * leaves in part is copied without its words, and without what it tells of withheld resources.
 */
@ApplicationScoped
public class PrepareRelease {

  private final LabelResources labels;
  private final Ids ids;

  public PrepareRelease(LabelResources labels, Ids ids) {
    this.labels = labels;
    this.ids = ids;
  }

  /** One record, with what is worked out once for all its leaves. */
  private record Opened(
      String id, EncounterRecord record, RecordTree tree, Scope scope, Set<String> known) {

    static Opened of(
        String id, EncounterRecord record, ConsentSet consents, AccessRequest request) {
      var known =
          record.leaves().stream().flatMap(l -> l.names().stream()).collect(Collectors.toSet());
      return new Opened(id, record, record.tree(), Scope.of(consents, request, record), known);
    }
  }

  /**
   * @param records by record id
   */
  public List<ReleasePackage.Leaf> leaves(
      ConsentSet consents,
      AccessRequest request,
      List<PermittedLeaf> permitted,
      Map<String, EncounterRecord> records) {
    var opened = new HashMap<String, Opened>();
    var leaves = new ArrayList<ReleasePackage.Leaf>();
    for (var place : permitted) {
      var from =
          opened.computeIfAbsent(
              place.recordId(), id -> Opened.of(id, records.get(id), consents, request));
      leaves.add(place.redacted() ? copy(from, place) : original(from, place));
    }
    return List.copyOf(leaves);
  }

  private static ReleasePackage.Leaf original(Opened from, PermittedLeaf place) {
    int index = place.index();
    var leaf = from.record().leaves().get(index);
    return new ReleasePackage.Leaf(
        new ReleasedLeaf(from.id(), index, false, leaf.attributes(), place.obligations()),
        leaf.salt(),
        leaf.document(),
        from.tree().path(index),
        from.tree().size(),
        from.tree().root());
  }

  private ReleasePackage.Leaf copy(Opened from, PermittedLeaf place) {
    int index = place.index();
    var leaf = from.record().leaves().get(index);
    var salt = ids.salt();
    var document = CanonicalJson.bytes(redacted(from, index));
    var commitment = Commitment.to(salt, document).hex();
    return new ReleasePackage.Leaf(
        new ReleasedLeaf(
            from.id(), index, true, leaf.attributes(), place.obligations(), commitment),
        salt,
        document,
        from.tree().path(index),
        from.tree().size(),
        from.tree().root(),
        Commitment.to(leaf.salt(), leaf.document()).hex());
  }

  private Map<String, Object> redacted(Opened from, int index) {
    var date = from.record().date();
    return RedactResource.redact(
        content(from.record().leaves().get(index)),
        from.scope().redacted(index),
        Set.copyOf(from.scope().hidden()),
        from.known(),
        inner ->
            LabelResources.isParty(inner)
                || from.scope().mayStand(labels.attributes(inner, date).redacted(), index));
  }

  private static Map<String, Object> content(RecordLeaf leaf) {
    try {
      return ExactJson.read(leaf.document());
    } catch (IOException notWhatWasPublished) {
      throw new UncheckedIOException(notWhatWasPublished);
    }
  }
}
