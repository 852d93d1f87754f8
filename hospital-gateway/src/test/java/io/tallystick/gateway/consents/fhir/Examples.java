package io.tallystick.gateway.consents.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import io.tallystick.gateway.consents.app.EvaluateConsents;
import io.tallystick.gateway.consents.fhir.ReadConsent.Reading;
import io.tallystick.gateway.records.adapter.LabelTable;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.ConsentDecision;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.DataReference;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Reference;

/** Published consents, and situations in one line: {@code by=…; for=…; label=…}. */
final class Examples {

  private static final FhirContext R4 = FhirContext.forR4();

  static {
    R4.setParserErrorHandler(new StrictErrorHandler());
  }

  /** Reads as a custodian that the examples call so. */
  static ReadConsent reader(String... custodian) {
    var names = Stream.of(custodian).map(Actor::organization).toArray(Actor[]::new);
    return new ReadConsent(LabelTable.read()::knows, Set.of(names));
  }

  static Consent consent(String file) {
    try (var in = Examples.class.getResourceAsStream("/consents/" + file + ".json")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  static Consent parse(String json) {
    return R4.newJsonParser().parseResource(Consent.class, json);
  }

  static String json(Consent consent) {
    return R4.newJsonParser().encodeResourceToString(consent);
  }

  static ConsentStatement statement(ReadConsent reader, Consent consent) {
    return switch (reader.read(consent)) {
      case Reading.Read(var statement, var patient, var elements) -> statement;
      case Reading.Refused refused -> throw new AssertionError(refused);
    };
  }

  /**
   * @param situation parts in any order: {@code by} (references), {@code for} (purpose), {@code
   *     label}, {@code date}, {@code at}, {@code instance}, {@code related}, {@code author}
   */
  static String decision(List<ConsentStatement> statements, String situation) {
    var parts = new Situation(situation);
    var actors = parts.all("by").map(r -> FhirActors.read(new Reference(r)).orElseThrow()).toList();
    var references =
        Stream.of(
                parts
                    .all("instance")
                    .map(r -> new DataReference(DataReference.Meaning.INSTANCE, r)),
                parts.all("related").map(r -> new DataReference(DataReference.Meaning.RELATED, r)),
                parts
                    .all("author")
                    .map(r -> new DataReference(DataReference.Meaning.AUTHORED_BY, r)))
            .flatMap(s -> s)
            .toList();
    var request =
        new AccessRequest(
            "",
            parts.all("for").findFirst().orElse("TREAT"),
            parts
                .all("at")
                .map(Instant::parse)
                .findFirst()
                .orElse(Instant.parse("2022-07-01T00:00:00Z")),
            actors,
            null);
    var date = parts.all("date").map(LocalDate::parse).findFirst();
    var resource =
        new ResourceAttributes(
            parts.all("class").findFirst().orElse("Observation"),
            List.of(),
            parts.all("label").toList(),
            date.orElse(LocalDate.parse("2022-06-13")),
            references);
    return word(EvaluateConsents.evaluate(statements, request, resource));
  }

  private static String word(ConsentDecision decision) {
    return switch (decision) {
      case ConsentDecision.Permit permit -> "permit";
      case ConsentDecision.Deny deny -> "deny";
      case ConsentDecision.NoConsent none -> "no-consent";
    };
  }

  private record Situation(String text) {
    Stream<String> all(String name) {
      return Arrays.stream(text.split(";"))
          .map(String::strip)
          .filter(part -> part.startsWith(name + "="))
          .flatMap(part -> Arrays.stream(part.substring(name.length() + 1).split("\\+")));
    }
  }

  private Examples() {}
}
