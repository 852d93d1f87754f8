package io.tallystick.gateway.release.domain;

import io.tallystick.gateway.consents.domain.AskedScope;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.HoldsCode;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.gateway.release.domain.ReleaseDecision.PermittedLeaf;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides leaf by leaf: of what is asked for, what the consents permit; beside it the Encounter
 * that it belongs to, if they permit that and not single results are meant. Nothing to release is
 * told alike whether there is nothing or nothing that may leave.
 */
public final class EvaluateScope {

  /**
   * @param records by record id
   */
  public static ReleaseDecision evaluate(
      ConsentSet consents,
      AccessRequest request,
      Map<String, EncounterRecord> records,
      AskedScope scope) {
    var classes = Set.copyOf(scope.classes());
    return switch (EvaluateRelease.evaluate(consents, request, records, classes)) {
      case ReleaseDecision.Deny deny -> new ReleaseDecision.Deny(DenialReason.NO_SUCH_RECORD);
      case ReleaseDecision.Permit permit -> narrowed(permit, records, scope);
    };
  }

  private static ReleaseDecision narrowed(
      ReleaseDecision.Permit permit, Map<String, EncounterRecord> records, AskedScope scope) {
    Predicate<PermittedLeaf> asked =
        leaf -> asks(scope, records.get(leaf.recordId()).leaves().get(leaf.index()));
    var released = permit.leaves().stream().filter(asked).toList();
    if (released.isEmpty()) return new ReleaseDecision.Deny(DenialReason.NO_SUCH_RECORD);
    var withResults = released.stream().map(PermittedLeaf::recordId).collect(Collectors.toSet());
    long existing =
        records.values().stream()
            .flatMap(record -> record.leaves().stream())
            .filter(leaf -> asks(scope, leaf))
            .count();
    var all =
        permit.leaves().stream()
            .filter(
                leaf ->
                    asked.test(leaf)
                        || !scope.ofSingleResults()
                            && withResults.contains(leaf.recordId())
                            && isEncounter(records, leaf))
            .toList();
    return new ReleaseDecision.Permit(all, (int) existing - released.size());
  }

  private static boolean isEncounter(Map<String, EncounterRecord> records, PermittedLeaf leaf) {
    var attributes = records.get(leaf.recordId()).leaves().get(leaf.index()).attributes();
    return attributes.type().equals("Encounter");
  }

  private static boolean asks(AskedScope scope, RecordLeaf leaf) {
    return scope.covers(leaf.attributes())
        && scope.filters().entrySet().stream()
            .allMatch(f -> HoldsCode.in(leaf.document(), f.getKey(), f.getValue()));
  }

  private EvaluateScope() {}
}
