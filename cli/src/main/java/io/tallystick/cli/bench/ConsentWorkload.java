package io.tallystick.cli.bench;

import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.DataReference;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Statements as patients write them: two provisions each, some for one practitioner, one in four
 * with codes, exceptions for sensitive areas, a visit and a time; and the resources of an encounter
 * or two.
 */
final class ConsentWorkload {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final List<String> TYPES =
      List.of(
          "Observation",
          "Condition",
          "Procedure",
          "MedicationRequest",
          "Encounter",
          "Immunization");
  private static final List<String> LABELS = List.of("HIV", "PSY", "ETH", "SEX", "SDV");
  private static final List<String> PURPOSES = List.of("HPAYMT", "TREAT", "HOPERAT", "HRESCH");
  private static final Actor PRACTITIONER = new Actor(Actor.Kind.PRACTITIONER, "urn:staff", "17");

  private final Random random;

  ConsentWorkload(long seed) {
    this.random = new Random(seed);
  }

  ConsentSet consents(int statements) {
    var all = new ArrayList<ConsentStatement>();
    for (int i = 0; i < statements; i++) {
      all.add(
          new ConsentStatement(
              "statement-" + i,
              NOW.minusSeconds(86_400),
              NOW.plusSeconds(86_400),
              List.of(permit(), permit()),
              List.of()));
    }
    return new ConsentSet("head", "riverside", "harbor", all);
  }

  AccessRequest request() {
    return new AccessRequest("harbor", "HPAYMT", NOW, List.of(PRACTITIONER), null);
  }

  List<ResourceAttributes> resources(int number) {
    var all = new ArrayList<ResourceAttributes>();
    for (int i = 0; i < number; i++) {
      all.add(
          new ResourceAttributes(
              one(TYPES),
              List.of(code(), code(), code()),
              random.nextInt(4) == 0 ? List.of(one(LABELS)) : List.of(),
              LocalDate.of(2026, 1 + random.nextInt(10), 1),
              List.of(
                  new DataReference(DataReference.Meaning.INSTANCE, "Observation/" + i),
                  visit(),
                  new DataReference(DataReference.Meaning.AUTHORED_BY, "Practitioner/9"))));
    }
    return all;
  }

  private Provision permit() {
    var exceptions =
        List.of(
            rule(Effect.PERMIT, List.of(), List.of(one(LABELS)), List.of()),
            rule(Effect.DENY, List.of(), List.of(), List.of(code())),
            rule(Effect.DENY, List.of(), List.of(), List.of()).about(visit()));
    var codes = random.nextInt(4) == 0 ? List.of(code(), code(), code(), code()) : List.<Code>of();
    var permit =
        rule(Effect.PERMIT, List.of("HPAYMT", one(PURPOSES)), List.of(), codes).except(exceptions);
    return random.nextInt(3) == 0
        ? permit.by(PRACTITIONER).obliging(Obligation.noRedisclosure())
        : permit;
  }

  private Provision rule(
      Effect effect, List<String> purposes, List<String> labels, List<Code> codes) {
    return new Provision(
        effect,
        purposes,
        List.of(one(TYPES), one(TYPES)),
        codes,
        labels,
        LocalDate.of(2026, 1 + random.nextInt(6), 1),
        null,
        List.of());
  }

  private DataReference visit() {
    return new DataReference(DataReference.Meaning.RELATED, "Encounter/" + random.nextInt(20));
  }

  private Code code() {
    return new Code("http://loinc.org", "code-" + random.nextInt(200));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
