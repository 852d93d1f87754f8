package io.tallystick.vocabulary.consent;

import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.Provision.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random statements, requests and resources over few values, so that they often meet. */
final class Statements {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Actor KIM = new Actor(Actor.Kind.PRACTITIONER, "urn:staff", "kim");
  static final Actor LEE = new Actor(Actor.Kind.PRACTITIONER, "urn:staff", "lee");
  static final Actor NURSE = new Actor(Actor.Kind.ROLE, "http://snomed.info/sct", "106292003");
  static final Actor TEAM = new Actor(Actor.Kind.CARE_TEAM, null, "team-1");
  private static final DataReference VISIT =
      new DataReference(DataReference.Meaning.RELATED, "Encounter/1");
  private static final DataReference ITSELF =
      new DataReference(DataReference.Meaning.INSTANCE, "Observation/1");

  private record What(
      List<String> classes, List<Code> codes, List<String> labels, LocalDate from) {}

  private record Who(
      List<String> purposes, List<Actor> actors, List<String> actions, List<DataReference> data) {}

  static Arbitrary<List<ConsentStatement>> statements() {
    return provision(2)
        .list()
        .ofMaxSize(3)
        .map(p -> statement("s" + Integer.toHexString(p.hashCode()), p))
        .list()
        .ofMaxSize(3);
  }

  static ConsentStatement statement(String id, List<Provision> provisions) {
    return new ConsentStatement(
        id, NOW.minusSeconds(60), NOW.plusSeconds(60), provisions, List.of());
  }

  static Arbitrary<Provision> provision(int depth) {
    var nested =
        depth == 0
            ? Arbitraries.just(List.<Provision>of())
            : provision(depth - 1).list().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of(Effect.class), what(), who(), nested, until(), duties())
        .as(
            (effect, what, who, exceptions, until, duties) ->
                new Provision(
                    effect,
                    who.purposes(),
                    what.classes(),
                    what.codes(),
                    what.labels(),
                    what.from(),
                    null,
                    exceptions,
                    who.actors(),
                    who.actions(),
                    who.data(),
                    null,
                    until,
                    effect == Effect.PERMIT ? duties : List.of()));
  }

  static Arbitrary<ResourceAttributes> resource() {
    return Combinators.combine(
            Arbitraries.of("Observation", "Condition", "Procedure"),
            some(List.of(new Code("s", "1"), new Code("s", "2"))),
            some(List.of("HIV", "PSY")),
            Arbitraries.of(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-07-01"))
                .injectNull(0.2),
            some(List.of(VISIT, ITSELF)))
        .as(ResourceAttributes::new);
  }

  static Arbitrary<AccessRequest> request() {
    return Combinators.combine(
            Arbitraries.of("HPAYMT", "CLMATTCH", "TREAT", "ETREAT"),
            some(List.of(KIM, LEE, NURSE, TEAM)))
        .as((purpose, actors) -> new AccessRequest("harbor", purpose, NOW, actors, null));
  }

  private static Arbitrary<What> what() {
    return Combinators.combine(
            some(List.of("Observation", "Condition")),
            some(List.of(new Code("s", "1"), new Code("s", "2"))),
            some(List.of("HIV", "PSY", "N", "R")),
            Arbitraries.of(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-06-01"))
                .injectNull(0.7))
        .as(What::new);
  }

  private static Arbitrary<Who> who() {
    return Combinators.combine(
            some(List.of("HPAYMT", "TREAT")),
            some(List.of(KIM, NURSE, TEAM, Actor.organization("harbor"))),
            some(List.of("access", "correct")),
            some(List.of(VISIT, ITSELF)))
        .as(Who::new);
  }

  private static Arbitrary<Instant> until() {
    return Arbitraries.of(NOW.minusSeconds(1), NOW.plusSeconds(1)).injectNull(0.8);
  }

  private static Arbitrary<List<Obligation>> duties() {
    return some(
        List.of(
            Obligation.noRedisclosure(), Obligation.eraseAfterDays(30), Obligation.redact("note")));
  }

  /** Mostly none of them: every further criterion makes a match rarer. */
  private static <T> Arbitrary<List<T>> some(List<T> values) {
    return Arbitraries.of(values)
        .list()
        .uniqueElements()
        .ofMaxSize(2)
        .optional(0.4)
        .map(given -> given.orElse(List.of()));
  }

  private Statements() {}
}
