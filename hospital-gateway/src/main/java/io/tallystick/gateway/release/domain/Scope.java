package io.tallystick.gateway.release.domain;

import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.gateway.records.domain.RedactResource;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentDecision;
import io.tallystick.vocabulary.consent.ConsentEvaluation;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the consents let one grantee see of one record, whether it was asked for or not: who may see
 * a resource may be told of it.
 */
public final class Scope {

  /** How much of a resource may leave. */
  public enum Extent {
    /** As it was published. */
    WHOLE,
    /** A copy without words, and without references to what is withheld. */
    REDACTED,
    NOTHING
  }

  private final ConsentSet consents;
  private final AccessRequest request;
  private final List<RecordLeaf> leaves;
  private final Judged[] own;

  private record Judged(Extent extent, List<Obligation> obligations) {}

  private static final Judged NOTHING = new Judged(Extent.NOTHING, List.of());

  private Scope(ConsentSet consents, AccessRequest request, List<RecordLeaf> leaves) {
    this.consents = consents;
    this.request = request;
    this.leaves = leaves;
    this.own = new Judged[leaves.size()];
  }

  public static Scope of(ConsentSet consents, AccessRequest request, EncounterRecord record) {
    return new Scope(consents, request, record.leaves());
  }

  /** Of a leaf, with what it tells of others. */
  public Extent extent(int index) {
    var itself = own(index).extent();
    if (itself != Extent.WHOLE) return itself;
    var insides = leaves.get(index).insides();
    boolean tellsOfItselfOnly =
        insides != null
            && insides.refersTo().stream().noneMatch(this::withheld)
            && insides.embedded().stream().allMatch(inner -> mayStand(inner, index));
    return tellsOfItselfOnly ? Extent.WHOLE : Extent.REDACTED;
  }

  /** What the consents ask of the release of a leaf, and of its recipient. */
  public List<Obligation> obligations(int index) {
    return own(index).obligations();
  }

  /** Elements to be taken out of a leaf, FHIR element paths. */
  public List<String> redacted(int index) {
    return elements(obligations(index)).toList();
  }

  /** Whether nothing may be told of a leaf, not even that it is there. */
  public boolean withheld(int index) {
    return own(index).extent() == Extent.NOTHING;
  }

  /** Names of the leaves that nothing may be told of. */
  public List<String> hidden() {
    return IntStream.range(0, leaves.size())
        .filter(this::withheld)
        .mapToObj(leaves::get)
        .flatMap(leaf -> leaf.names().stream())
        .toList();
  }

  /**
   * Whether a resource may stand inside a leaf as it is: under no duty that the leaf isn't under.
   */
  public boolean mayStand(ResourceAttributes inner, int leaf) {
    var decision = ConsentEvaluation.evaluate(consents, request, inner);
    return decision.permits()
        && elements(decision.owed()).findAny().isEmpty()
        && obligations(leaf).containsAll(decision.owed());
  }

  private Judged own(int index) {
    if (own[index] == null) own[index] = judged(leaves.get(index).attributes());
    return own[index];
  }

  private Judged judged(ResourceAttributes attributes) {
    var whole = ConsentEvaluation.evaluate(consents, request, attributes);
    if (whole.permits()) return judged(whole, Extent.WHOLE);
    var copy = ConsentEvaluation.evaluate(consents, request, attributes.redacted());
    return copy.permits() ? judged(copy, Extent.REDACTED) : NOTHING;
  }

  /** A duty to redact that isn't understood can't be kept, nor one to have it erased by now. */
  private Judged judged(ConsentDecision permit, Extent most) {
    if (permit.owed().stream().anyMatch(this::termIsOver)) return NOTHING;
    var elements = elements(permit.owed()).toList();
    var extent =
        elements.isEmpty()
            ? most
            : elements.stream().allMatch(RedactResource::isElement)
                ? Extent.REDACTED
                : Extent.NOTHING;
    return new Judged(extent, permit.owed());
  }

  private boolean termIsOver(Obligation duty) {
    return duty.eraseBy(request.at()).filter(end -> !end.isAfter(request.at())).isPresent();
  }

  private static Stream<String> elements(List<Obligation> owed) {
    return owed.stream()
        .filter(duty -> duty.duty() == Obligation.Duty.REDACT)
        .flatMap(duty -> duty.elements().stream());
  }
}
