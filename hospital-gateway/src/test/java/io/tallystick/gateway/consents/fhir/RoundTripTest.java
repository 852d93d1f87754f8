package io.tallystick.gateway.consents.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.consents.app.EvaluateConsents;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.DataReference;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A statement written as FHIR is read as itself; a Consent that is read decides as before. */
class RoundTripTest {

  private static final ReadConsent READER = Examples.reader("riverside", "ex-organization", "f001");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
  private static final Actor KIM = new Actor(Actor.Kind.PRACTITIONER, null, "kim");

  private record What(
      List<String> classes, List<Code> codes, List<String> labels, LocalDate from) {}

  private record Who(
      List<String> purposes, List<Actor> actors, List<String> actions, List<DataReference> data) {}

  @Property(tries = 500)
  void a_statement_comes_back_as_it_was(@ForAll("statements") ConsentStatement statement) {
    var consent = WriteConsent.write(statement, "Patient/1", "riverside");
    var sent = Examples.parse(Examples.json(consent));
    assertThat(Examples.statement(READER, sent)).isEqualTo(statement);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_consent_read_and_written_decides_alike(String example) {
    var first = Examples.statement(READER, Examples.consent(example));
    var again = Examples.statement(READER, WriteConsent.write(first, null, "riverside"));
    for (var label : List.of("", "PSY", "HIV", "SDV")) {
      for (var purpose : List.of("TREAT", "HPAYMT", "HRESCH", "BTG")) {
        for (var actor : List.of(KIM, new Actor(Actor.Kind.GROUP, null, "ex-privilegedUsers"))) {
          var request = new AccessRequest("", purpose, NOW, List.of(actor), null);
          var labels = label.isEmpty() ? List.<String>of() : List.of(label);
          var resource = new ResourceAttributes("Observation", null, labels, null);
          assertThat(EvaluateConsents.evaluate(List.of(again), request, resource))
              .isEqualTo(EvaluateConsents.evaluate(List.of(first), request, resource));
        }
      }
    }
  }

  static List<String> examples() throws Exception {
    var folder = Path.of(RoundTripTest.class.getResource("/consents/ihe-pcf").toURI()).toFile();
    var files = folder.listFiles((File dir, String name) -> name.endsWith(".json"));
    return Arrays.stream(files).map(f -> "ihe-pcf/" + f.getName().replace(".json", "")).toList();
  }

  @Provide
  Arbitrary<ConsentStatement> statements() {
    return Combinators.combine(
            Arbitraries.of("a", "b").injectNull(0.1),
            instant(),
            provision(2).list().ofMinSize(1).ofMaxSize(3),
            some(List.of("x", "y")))
        .as(
            (id, from, provisions, replaces) ->
                new ConsentStatement(id, from, NOW, provisions, replaces));
  }

  private static Arbitrary<Provision> provision(int depth) {
    var nested =
        depth == 0
            ? Arbitraries.just(List.<Provision>of())
            : provision(depth - 1).list().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of(Effect.class), what(), who(), nested, instant(), obligations())
        .as(
            (effect, what, who, exceptions, from, obligations) ->
                new Provision(
                    effect,
                    who.purposes(),
                    what.classes(),
                    what.codes(),
                    what.labels(),
                    what.from(),
                    what.from() == null ? null : LocalDate.parse("2026-12-31"),
                    exceptions,
                    who.actors(),
                    who.actions(),
                    who.data(),
                    from,
                    from == null ? null : NOW.plusSeconds(3),
                    effect == Effect.PERMIT ? obligations : List.of()));
  }

  private static Arbitrary<What> what() {
    return Combinators.combine(
            some(List.of("Observation", "Condition")),
            some(
                List.of(
                    new Code("http://loinc.org", "1"), new Code("http://snomed.info/sct", "2"))),
            some(List.of("HIV", "PSY", "N", "R")),
            Arbitraries.of(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-06-30"))
                .injectNull(0.6))
        .as(What::new);
  }

  private static Arbitrary<Who> who() {
    return Combinators.combine(
            some(List.of("HPAYMT", "TREAT", "http://example.org/purposes|FooBar")),
            some(
                List.of(
                    KIM,
                    Actor.organization("harbor"),
                    new Actor(Actor.Kind.ROLE, "http://snomed.info/sct", "106292003"),
                    new Actor(Actor.Kind.CARE_TEAM, null, "t1"),
                    new Actor(Actor.Kind.RELATED_PERSON, "urn:family", "7"))),
            some(List.of("access", "correct")),
            some(
                List.of(
                    new DataReference(DataReference.Meaning.RELATED, "Encounter/1"),
                    new DataReference(DataReference.Meaning.AUTHORED_BY, "Practitioner/2"),
                    new DataReference(DataReference.Meaning.DEPENDENTS, "Task/2"),
                    new DataReference(DataReference.Meaning.INSTANCE, "urn:uuid:o"))))
        .as(Who::new);
  }

  private static Arbitrary<Instant> instant() {
    return Arbitraries.of(
            NOW.minusSeconds(1),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:00:01.007Z"))
        .injectNull(0.5);
  }

  private static Arbitrary<List<Obligation>> obligations() {
    return some(
        List.of(
            Obligation.noRedisclosure(),
            Obligation.eraseAfterDays(30),
            Obligation.eraseOn(LocalDate.parse("2027-01-01")),
            Obligation.redact("Observation.note", "Observation.performer")));
  }

  private static <T> Arbitrary<List<T>> some(List<T> values) {
    return Arbitraries.of(values)
        .list()
        .uniqueElements()
        .ofMaxSize(2)
        .optional(0.4)
        .map(given -> given.orElse(List.of()));
  }
}
