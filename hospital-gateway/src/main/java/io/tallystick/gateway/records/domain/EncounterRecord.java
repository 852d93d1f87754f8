package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.commitment.RecordTree;
import java.time.LocalDate;
import java.util.List;

/**
 * The record of one encounter: what is sealed at rest, and what its root on the ledger stands for.
 *
 * @param encounters values of the encounter's identifiers
 * @param title what kind of encounter, in words of its own code; absent if it has none
 */
public record EncounterRecord(
    List<String> encounters, String title, LocalDate date, List<RecordLeaf> leaves) {

  public EncounterRecord {
    encounters = List.copyOf(encounters);
    leaves = List.copyOf(leaves);
  }

  public RecordTree tree() {
    return RecordTree.of(
        leaves.stream().map(l -> RecordTree.leaf(l.salt(), l.document(), l.attributes())).toList());
  }
}
