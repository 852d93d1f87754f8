package io.tallystick.gateway.preview.domain;

import io.tallystick.gateway.preview.domain.TriedRecord.Resource;
import io.tallystick.gateway.preview.domain.TriedRecord.Why;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.gateway.records.domain.ResourceTitle;
import io.tallystick.gateway.release.domain.EvaluateRelease;
import io.tallystick.gateway.release.domain.ReleaseDecision;
import io.tallystick.gateway.release.domain.ReleaseDecision.PermittedLeaf;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentDecision;
import io.tallystick.vocabulary.consent.ConsentEvaluation;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows what consents would release of one record, were everything in it asked for. It is decided
 * by what decides releases; only the reasons are added here.
 */
public final class TryConsent {

  public static TriedRecord of(
      ConsentSet consents, AccessRequest request, String recordId, EncounterRecord record) {
    var permitted = permitted(consents, request, recordId, record);
    var released = new ArrayList<Resource>();
    var withheld = new ArrayList<Resource>();
    for (int i = 0; i < record.leaves().size(); i++) {
      var leaf = record.leaves().get(i);
      var as = permitted.get(i);
      if (as != null) released.add(released(leaf, as.redacted()));
      else withheld.add(withheld(consents, request, leaf));
    }
    return new TriedRecord(
        recordId, record.title(), record.date(), List.copyOf(released), List.copyOf(withheld));
  }

  private static Map<Integer, PermittedLeaf> permitted(
      ConsentSet consents, AccessRequest request, String recordId, EncounterRecord record) {
    var all = record.leaves().stream().map(l -> l.attributes().type()).collect(Collectors.toSet());
    return switch (EvaluateRelease.evaluate(consents, request, Map.of(recordId, record), all)) {
      case ReleaseDecision.Deny deny -> Map.of();
      case ReleaseDecision.Permit permit ->
          permit.leaves().stream().collect(Collectors.toMap(PermittedLeaf::index, leaf -> leaf));
    };
  }

  private static Resource released(RecordLeaf leaf, boolean redacted) {
    return Resource.released(leaf.attributes(), ResourceTitle.of(leaf.document()), redacted);
  }

  private static Resource withheld(ConsentSet consents, AccessRequest request, RecordLeaf leaf) {
    return switch (ConsentEvaluation.evaluate(consents, request, leaf.attributes())) {
      case ConsentDecision.NoConsent none -> kept(leaf, Why.NOT_MENTIONED, List.of(), null, null);
      case ConsentDecision.Permit permit ->
          kept(leaf, Why.NOT_RELEASABLE, List.of(), permit.statement(), permit.provision());
      case ConsentDecision.Deny deny -> {
        var way = way(consents, deny);
        boolean denied = way.getLast().effect() == Effect.DENY;
        var why = denied ? Why.DENIED : Why.SENSITIVE;
        var labels = denied ? List.<String>of() : unnamed(leaf, way);
        yield kept(leaf, why, labels, deny.statement(), deny.provision());
      }
    };
  }

  private static Resource kept(
      RecordLeaf leaf, Why why, List<String> labels, String statement, String provision) {
    var attributes = leaf.attributes();
    var title = ResourceTitle.of(leaf.document());
    return new Resource(
        attributes.type(), title, attributes.date(), false, why, labels, statement, provision);
  }

  /** The provision that decided, behind those around it. */
  private static List<Provision> way(ConsentSet consents, ConsentDecision.Deny deny) {
    var siblings =
        consents.statements().stream()
            .filter(s -> s.id().equals(deny.statement()))
            .findFirst()
            .orElseThrow()
            .provisions();
    var way = new ArrayList<Provision>();
    for (var step : deny.provision().split("\\.")) {
      way.add(siblings.get(Integer.parseInt(step)));
      siblings = way.getLast().exceptions();
    }
    return way;
  }

  private static List<String> unnamed(RecordLeaf leaf, List<Provision> way) {
    var named = way.stream().flatMap(p -> p.labels().stream()).collect(Collectors.toSet());
    return leaf.attributes().labels().stream().filter(label -> !named.contains(label)).toList();
  }

  private TryConsent() {}
}
