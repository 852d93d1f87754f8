package io.tallystick.gateway.release.domain;

import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.release.domain.ReleaseDecision.PermittedLeaf;
import io.tallystick.gateway.release.domain.Scope.Extent;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/**
 * Decides leaf by leaf: of the classes asked for, what the consents permit; beside it the Encounter
 * itself, if they permit that, which tells what the rest belongs to. What may leave only in part is
 * released as a redacted copy.
 */
public final class EvaluateRelease {

  private static final String ENCOUNTER = "Encounter";

  /**
   * @param records by record id
   * @param classes FHIR resource types
   */
  public static ReleaseDecision evaluate(
      ConsentSet consents,
      AccessRequest request,
      Map<String, EncounterRecord> records,
      Set<String> classes) {
    var permitted = new ArrayList<PermittedLeaf>();
    int released = 0;
    int withheld = 0;
    for (var record : records.entrySet()) {
      var scope = Scope.of(consents, request, record.getValue());
      var leaves = record.getValue().leaves();
      for (int i = 0; i < leaves.size(); i++) {
        var type = leaves.get(i).attributes().type();
        boolean asked = classes.contains(type);
        if (!asked && !type.equals(ENCOUNTER)) continue;
        var extent = scope.extent(i);
        boolean permits = extent != Extent.NOTHING;
        if (permits) {
          boolean redacted = extent == Extent.REDACTED;
          permitted.add(new PermittedLeaf(record.getKey(), i, scope.obligations(i), redacted));
        }
        if (asked && permits) released++;
        if (asked && !permits) withheld++;
      }
    }
    // An Encounter alone is an answer only if there was nothing else to ask for.
    boolean answers = !permitted.isEmpty() && (released > 0 || withheld == 0);
    return answers
        ? new ReleaseDecision.Permit(permitted, withheld)
        : new ReleaseDecision.Deny(DenialReason.CONSENT_DENIES);
  }

  private EvaluateRelease() {}
}
