package io.tallystick.gateway.release.domain;

import io.tallystick.gateway.consents.domain.AskedScope;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.HoldsCode;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.gateway.release.domain.ReleaseDecision.PermittedLeaf;
import io.tallystick.gateway.release.domain.Scope.Extent;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides leaf by leaf: of what is asked for, what the consents permit; beside it the Encounter
 * that it belongs to, if they permit that and not single results are meant. Nothing to release is
 * told alike whether there is nothing or nothing that may leave.
 */
public final class EvaluateScope {

  private static final String ENCOUNTER = "Encounter";

  /**
   * @param records by record id
   */
  public static ReleaseDecision evaluate(
      ConsentSet consents,
      AccessRequest request,
      Map<String, EncounterRecord> records,
      AskedScope scope) {
    var permitted = new ArrayList<PermittedLeaf>();
    int withheld = 0;
    for (var record : records.entrySet()) {
      var within = Scope.of(consents, request, record.getValue());
      var leaves = record.getValue().leaves();
      var released = new ArrayList<PermittedLeaf>();
      var context = new ArrayList<PermittedLeaf>();
      for (int i = 0; i < leaves.size(); i++) {
        boolean asked = asks(scope, leaves.get(i));
        boolean belongs = leaves.get(i).attributes().type().equals(ENCOUNTER);
        if (!asked && (!belongs || scope.ofSingleResults())) continue;
        var extent = within.extent(i);
        boolean permits = extent != Extent.NOTHING;
        if (asked && !permits) withheld++;
        if (!permits) continue;
        boolean redacted = extent == Extent.REDACTED;
        var leaf = new PermittedLeaf(record.getKey(), i, within.obligations(i), redacted);
        (asked ? released : context).add(leaf);
      }
      if (released.isEmpty()) continue;
      permitted.addAll(released);
      permitted.addAll(context);
    }
    return permitted.isEmpty()
        ? new ReleaseDecision.Deny(DenialReason.NO_SUCH_RECORD)
        : new ReleaseDecision.Permit(List.copyOf(permitted), withheld);
  }

  private static boolean asks(AskedScope scope, RecordLeaf leaf) {
    return scope.covers(leaf.attributes())
        && scope.filters().entrySet().stream()
            .allMatch(f -> HoldsCode.in(leaf.document(), f.getKey(), f.getValue()));
  }

  private EvaluateScope() {}
}
