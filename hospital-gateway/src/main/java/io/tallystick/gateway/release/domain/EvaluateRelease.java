package io.tallystick.gateway.release.domain;

import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.release.domain.ReleaseDecision.PermittedLeaf;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentDecision;
import io.tallystick.vocabulary.consent.ConsentEvaluation;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/**
 * Decides leaf by leaf: of the classes asked for, what the consents permit; beside it the Encounter
 * itself, if they permit that, which tells what the rest belongs to.
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
      var leaves = record.getValue().leaves();
      for (int i = 0; i < leaves.size(); i++) {
        var attributes = leaves.get(i).attributes();
        boolean asked = classes.contains(attributes.type());
        if (!asked && !attributes.type().equals(ENCOUNTER)) continue;
        var decision = ConsentEvaluation.evaluate(consents, request, attributes);
        boolean permits = decision.permits() && !owesRedaction(decision);
        if (permits) permitted.add(new PermittedLeaf(record.getKey(), i, decision.owed()));
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

  /** What may only leave redacted doesn't leave whole. */
  private static boolean owesRedaction(ConsentDecision decision) {
    return decision.owed().stream().anyMatch(o -> o.duty() == Obligation.Duty.REDACT);
  }

  private EvaluateRelease() {}
}
