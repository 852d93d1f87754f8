package io.tallystick.vocabulary.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.consent.Provision.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;

/** Whatever a representative may do leaves alone what their mandate doesn't cover. */
class MandateTest {

  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final List<String> CLASSES = List.of("Observation", "Condition", "Procedure");
  private static final List<String> PURPOSES = List.of("HPAYMT", "TREAT");

  /** What isn't covered is permitted after an accepted change exactly if it was before. */
  @Example
  void an_accepted_change_opens_and_closes_nothing_outside_the_mandate() {
    int accepted = 0;
    for (long seed = 0; seed < 4_000; seed++) {
      var random = new Random(seed);
      var mandate =
          new Mandate(true, false, List.of(), some(PURPOSES, random), some(CLASSES, random), LATER);
      var before = statements(random, "b");
      var after = new ArrayList<>(before);
      after.removeIf(s -> random.nextInt(8) == 0);
      after.addAll(statements(random, "a"));
      var next = new ConsentSet("h", "riverside", "harbor", after);
      if (mandate.exceededBy(before, next, NOW).isPresent()) continue;
      if (!after.equals(before)) accepted++;
      compare(seed, mandate, new ConsentSet("h", "riverside", "harbor", before), next);
    }
    assertThat(accepted).isGreaterThan(200);
  }

  private static void compare(long seed, Mandate mandate, ConsentSet before, ConsentSet after) {
    for (var purpose : PURPOSES) {
      for (var type : CLASSES) {
        boolean covered =
            (mandate.purposes().isEmpty() || mandate.purposes().contains(purpose))
                && (mandate.classes().isEmpty() || mandate.classes().contains(type));
        for (var label : List.of("", "HIV")) {
          boolean was = permits(before, purpose, type, label);
          boolean is = permits(after, purpose, type, label);
          var what = "seed " + seed + ": " + purpose + " " + type + " " + label;
          if (!covered) assertThat(is).as(what).isEqualTo(was);
          else if (!label.isEmpty()) assertThat(is && !was).as(what).isFalse();
        }
      }
    }
  }

  @Example
  void a_guardian_with_a_full_mandate_does_whatever_the_patient_could_until_the_term() {
    var full = Mandate.full(LATER);
    var next =
        new ConsentSet(
            "h",
            "riverside",
            "harbor",
            List.of(statement("s", permit(List.of(), List.of(), List.of("HIV")), LATER)));
    assertThat(full.exceededBy(List.of(), next, NOW)).isEmpty();
    assertThat(Mandate.full(LATER.minusSeconds(1)).exceededBy(List.of(), next, NOW))
        .contains("outlives the mandate");
    assertThat(Mandate.full(null).exceededBy(List.of(), next, NOW)).isPresent();
  }

  private static boolean permits(ConsentSet set, String purpose, String type, String label) {
    var labels = label.isEmpty() ? List.<String>of() : List.of(label);
    var request = new AccessRequest("harbor", purpose, NOW.plusSeconds(1));
    return ConsentEvaluation.evaluate(
            set, request, new ResourceAttributes(type, List.of(), labels, null))
        .permits();
  }

  private static List<ConsentStatement> statements(Random random, String prefix) {
    return Stream.iterate(0, i -> i + 1)
        .limit(random.nextInt(3))
        .map(i -> statement(prefix + i, provision(random, 2), LATER))
        .toList();
  }

  private static Provision provision(Random random, int depth) {
    var nested =
        depth == 0 || random.nextInt(3) > 0
            ? List.<Provision>of()
            : List.of(provision(random, depth - 1));
    return new Provision(
        random.nextInt(3) == 0 ? Effect.DENY : Effect.PERMIT,
        some(PURPOSES, random),
        some(CLASSES, random),
        List.of(),
        random.nextInt(4) == 0 ? List.of("HIV") : List.of(),
        null,
        null,
        nested);
  }

  private static Provision permit(
      List<String> purposes, List<String> classes, List<String> labels) {
    return new Provision(Effect.PERMIT, purposes, classes, null, labels, null, null, null);
  }

  private static ConsentStatement statement(String id, Provision provision, Instant until) {
    return new ConsentStatement(id, NOW, until, List.of(provision), List.of());
  }

  private static List<String> some(List<String> all, Random random) {
    return all.stream().filter(x -> random.nextBoolean()).toList();
  }
}
