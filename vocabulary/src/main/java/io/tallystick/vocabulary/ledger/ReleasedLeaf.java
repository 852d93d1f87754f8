package io.tallystick.vocabulary.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.util.List;

/**
 * One resource that a permit releases.
 *
 * @param index its place among the record's leaves
 * @param derived true if the copy is redacted inside the resource and signed by the custodian
 * @param obligations what the consent asks of its release and its recipient, sorted; part of what
 *     the release commits to, so that no recipient can say it wasn't told
 */
public record ReleasedLeaf(
    String recordId,
    int index,
    boolean derived,
    ResourceAttributes attributes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Obligation> obligations) {

  @JsonCreator
  public ReleasedLeaf {
    obligations = obligations == null ? List.of() : List.copyOf(obligations);
  }

  public ReleasedLeaf(String recordId, int index, boolean derived, ResourceAttributes attributes) {
    this(recordId, index, derived, attributes, List.of());
  }
}
