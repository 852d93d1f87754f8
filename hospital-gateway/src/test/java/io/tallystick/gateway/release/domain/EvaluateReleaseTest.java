package io.tallystick.gateway.release.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.gateway.release.domain.ReleaseDecision.PermittedLeaf;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EvaluateReleaseTest {

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
  private static final AccessRequest REQUEST = new AccessRequest("harbor", "HPAYMT", NOW);
  private static final List<String> TYPES = List.of("Condition", "Procedure", "Observation");

  @Test
  void only_permitted_leaves_of_the_classes_asked_are_released_and_the_rest_is_counted() {
    var record =
        record(leaf("Encounter"), leaf("Condition"), leaf("Condition", "HIV"), leaf("Procedure"));
    var permit = permit(List.of("Encounter", "Condition"), List.of());
    assertThat(evaluate(List.of(permit), record, Set.of("Condition")))
        .isEqualTo(
            new ReleaseDecision.Permit(
                List.of(new PermittedLeaf("r", 0), new PermittedLeaf("r", 1)), 1));
  }

  @Test
  void a_label_that_is_named_is_released() {
    var record = record(leaf("Condition", "HIV"));
    var permit = permit(List.of("Condition"), List.of("HIV"));
    assertThat(evaluate(List.of(permit), record, Set.of("Condition")))
        .isEqualTo(new ReleaseDecision.Permit(List.of(new PermittedLeaf("r", 0)), 0));
  }

  @Test
  void an_encounter_alone_does_not_hide_that_everything_asked_for_is_denied() {
    var record = record(leaf("Encounter"), leaf("Condition"));
    var permit = permit(List.of("Encounter"), List.of());
    assertThat(evaluate(List.of(permit), record, Set.of("Condition")))
        .isEqualTo(new ReleaseDecision.Deny(DenialReason.CONSENT_DENIES));
  }

  @Test
  void without_any_statement_nothing_is_released() {
    assertThat(evaluate(List.of(), record(leaf("Condition")), Set.of("Condition")))
        .isEqualTo(new ReleaseDecision.Deny(DenialReason.CONSENT_DENIES));
  }

  @Test
  void
      what_is_released_says_what_the_consent_asks_for_and_a_duty_that_cannot_be_kept_releases_nothing() {
    var record = record(leaf("Condition"), leaf("Procedure"));
    var keep = permit(List.of("Condition"), List.of()).obliging(Obligation.noRedisclosure());
    var redact = permit(List.of("Procedure"), List.of()).obliging(Obligation.redact("note"));
    assertThat(evaluate(List.of(keep, redact), record, Set.of("Condition", "Procedure")))
        .isEqualTo(
            new ReleaseDecision.Permit(
                List.of(new PermittedLeaf("r", 0, List.of(Obligation.noRedisclosure()))), 1));
  }

  @Property(tries = 300)
  void narrowing_a_consent_never_releases_more(
      @ForAll("provisions") List<Provision> given,
      @ForAll("provision") Provision exception,
      @ForAll("leaves") List<RecordLeaf> leaves) {
    var record = record(leaves.toArray(RecordLeaf[]::new));
    var before = released(given, record);
    var denial = denying(exception);
    var sibling = new ArrayList<>(given);
    sibling.add(denial);
    var nested = given.stream().map(p -> withException(p, denial)).toList();
    assertThat(before).containsAll(released(sibling, record));
    assertThat(before).containsAll(released(nested, record));
    assertThat(before).containsAll(released(given.subList(1, given.size()), record));
  }

  @Provide
  Arbitrary<List<Provision>> provisions() {
    return provision().list().ofMinSize(1).ofMaxSize(4).filter(this::firstPermits);
  }

  /** Taking away a denial widens; only a permit is taken away here. */
  private boolean firstPermits(List<Provision> provisions) {
    return provisions.getFirst().effect() == Effect.PERMIT;
  }

  @Provide
  Arbitrary<Provision> provision() {
    var classes = Arbitraries.of(TYPES).list().uniqueElements().ofMaxSize(2);
    var labels = Arbitraries.of("HIV", "PSY").list().uniqueElements().ofMaxSize(2);
    return Combinators.combine(Arbitraries.of(Effect.class), classes, labels)
        .as((e, c, l) -> new Provision(e, List.of(), c, List.of(), l, null, null, List.of()));
  }

  @Provide
  Arbitrary<List<RecordLeaf>> leaves() {
    var labels = Arbitraries.of("HIV", "PSY").list().uniqueElements().ofMaxSize(2);
    return Combinators.combine(Arbitraries.of(TYPES), labels)
        .as((type, l) -> leaf(type, l.toArray(String[]::new)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  private static Set<PermittedLeaf> released(List<Provision> provisions, EncounterRecord record) {
    return evaluate(provisions, record, Set.copyOf(TYPES)) instanceof ReleaseDecision.Permit permit
        ? new HashSet<>(permit.leaves())
        : Set.of();
  }

  private static Provision denying(Provision p) {
    return new Provision(
        Effect.DENY, p.purposes(), p.classes(), List.of(), p.labels(), null, null, List.of());
  }

  private static Provision withException(Provision p, Provision exception) {
    return new Provision(
        p.effect(),
        p.purposes(),
        p.classes(),
        p.codes(),
        p.labels(),
        null,
        null,
        List.of(exception));
  }

  private static ReleaseDecision evaluate(
      List<Provision> provisions, EncounterRecord record, Set<String> classes) {
    var statement =
        new ConsentStatement("s", NOW.minusSeconds(60), NOW.plusSeconds(60), provisions, List.of());
    var set = new ConsentSet("h", "riverside", "harbor", List.of(statement));
    return EvaluateRelease.evaluate(set, REQUEST, Map.of("r", record), classes);
  }

  private static Provision permit(List<String> classes, List<String> labels) {
    return new Provision(
        Effect.PERMIT, List.of("HPAYMT"), classes, List.of(), labels, null, null, List.of());
  }

  private static EncounterRecord record(RecordLeaf... leaves) {
    return new EncounterRecord(
        List.of("E-1"), null, LocalDate.parse("2026-03-04"), List.of(leaves));
  }

  private static RecordLeaf leaf(String type, String... labels) {
    var attributes = new ResourceAttributes(type, List.of(), List.of(labels), null);
    return new RecordLeaf(new byte[] {1}, new byte[32], attributes);
  }
}
