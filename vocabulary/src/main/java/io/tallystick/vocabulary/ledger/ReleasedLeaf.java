package io.tallystick.vocabulary.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentDecision;
import io.tallystick.vocabulary.consent.ConsentEvaluation;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.util.List;

/**
 * One resource that a permit releases.
 *
 * @param index its place among the record's leaves
 * @param derived true if the copy is redacted inside the resource and signed by the custodian
 * @param attributes of the original, as its record committed to them
 * @param obligations what the consent asks of its release and its recipient, sorted; part of what
 *     the release commits to, so that no recipient can say it wasn't told
 */
public record ReleasedLeaf(
    String recordId,
    int index,
    boolean derived,
    ResourceAttributes attributes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Obligation> obligations,
    String copy) {

  @JsonCreator
  public ReleasedLeaf {
    obligations = obligations == null ? List.of() : List.copyOf(obligations);
  }

  /** An original, or a derived copy that isn't bound yet and so is refused. */
  public ReleasedLeaf(
      String recordId,
      int index,
      boolean derived,
      ResourceAttributes attributes,
      List<Obligation> obligations) {
    this(recordId, index, derived, attributes, obligations, null);
  }

  public ReleasedLeaf(String recordId, int index, boolean derived, ResourceAttributes attributes) {
    this(recordId, index, derived, attributes, List.of());
  }

  /**
   * What the consents say of it: of the resource itself, or, if they don't permit that and it is a
   * derived copy, of what it is without its words.
   */
  public ConsentDecision decidedBy(ConsentSet consents, AccessRequest request) {
    var whole = ConsentEvaluation.evaluate(consents, request, attributes);
    return whole.permits() || !derived
        ? whole
        : ConsentEvaluation.evaluate(consents, request, attributes.redacted());
  }
}
