package io.tallystick.gateway.release.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.records.adapter.LabelTable;
import io.tallystick.gateway.records.domain.LabelResources;
import io.tallystick.gateway.release.app.PlantedRecord.Planted;
import io.tallystick.gateway.release.domain.EvaluateRelease;
import io.tallystick.gateway.release.domain.ReleaseDecision;
import io.tallystick.gateway.release.domain.ReleaseDecision.PermittedLeaf;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * Needles are planted in all that a consent withholds: in the resources themselves, inside others,
 * in what others say of them. None may be found in what is released, and whatever lets one through
 * must be stopped by the check.
 */
class NothingOutsideRemainsTest {

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
  private static final AccessRequest REQUEST = new AccessRequest("harbor", "HPAYMT", NOW);
  private static final Set<String> ALL = Set.copyOf(PlantedRecord.TYPES);

  private final LabelResources labels = new LabelResources(LabelTable.read());
  private final PrepareRelease prepare = new PrepareRelease(labels, Ids.secure());
  private final CheckRelease check = new CheckRelease(labels);

  @Property(tries = 400)
  void no_needle_of_what_is_withheld_is_released(@ForAll long seed) {
    var random = new Random(seed);
    var planted = PlantedRecord.of(random, labels);
    var consents = consents(random);
    if (!(evaluate(consents, planted) instanceof ReleaseDecision.Permit permit)) return;
    var leaves = release(consents, planted, permit.leaves());
    var text = text(leaves);
    for (var needle : planted.needles().entrySet()) {
      if (withheld(consents, needle.getValue())) {
        assertThat(text).as("seed %d", seed).doesNotContain(needle.getKey());
      }
    }
    assertThat(fault(consents, planted, leaves)).as("seed %d", seed).isEmpty();
    boolean redacts = permit.leaves().stream().anyMatch(PermittedLeaf::redacted);
    Statistics.label("redacts").collect(redacts);
    Statistics.label("redacts")
        .coverage(found -> found.check(true).percentage(share -> share > 20));
  }

  @Property(tries = 200)
  void whatever_is_let_through_by_mistake_is_stopped(@ForAll long seed) {
    var random = new Random(seed);
    var planted = PlantedRecord.of(random, labels);
    var consents = consents(random);
    if (!(evaluate(consents, planted) instanceof ReleaseDecision.Permit permit)) return;
    // Redaction forgotten for one leaf that needs it.
    var careless = new ArrayList<PermittedLeaf>();
    boolean forgotten = false;
    for (var place : permit.leaves()) {
      careless.add(new PermittedLeaf(place.recordId(), place.index(), place.obligations()));
      forgotten |= place.redacted();
    }
    if (forgotten) {
      assertThat(fault(consents, planted, release(consents, planted, careless)))
          .as("seed %d", seed)
          .isNotEmpty();
    }
    // A leaf that isn't permitted at all.
    for (int i = 0; i < planted.record().leaves().size(); i++) {
      var attributes = planted.record().leaves().get(i).attributes();
      if (!withheld(consents, attributes)) continue;
      var more = release(consents, planted, List.of(new PermittedLeaf("r", i, List.of(), true)));
      assertThat(fault(consents, planted, more)).as("seed %d", seed).isNotEmpty();
    }
  }

  private static boolean withheld(ConsentSet consents, ResourceAttributes attributes) {
    return !new ReleasedLeaf("r", 0, true, attributes).decidedBy(consents, REQUEST).permits();
  }

  private List<ReleasePackage.Leaf> release(
      ConsentSet consents, Planted planted, List<PermittedLeaf> places) {
    return prepare.leaves(consents, REQUEST, places, Map.of("r", planted.record()));
  }

  private Optional<CheckRelease.Fault> fault(
      ConsentSet consents, Planted planted, List<ReleasePackage.Leaf> leaves) {
    return check.fault(consents, REQUEST, a -> true, Map.of("r", planted.record()), leaves);
  }

  private static ReleaseDecision evaluate(ConsentSet consents, Planted planted) {
    return EvaluateRelease.evaluate(consents, REQUEST, Map.of("r", planted.record()), ALL);
  }

  private static String text(List<ReleasePackage.Leaf> leaves) {
    var text = new StringBuilder();
    leaves.forEach(l -> text.append(new String(l.document(), StandardCharsets.UTF_8)).append('\n'));
    return text.toString();
  }

  /** One permit of some classes and labels, and perhaps a denial beside it. */
  private static ConsentSet consents(Random random) {
    var provisions = new ArrayList<Provision>();
    provisions.add(provision(random, Effect.PERMIT));
    if (random.nextBoolean()) provisions.add(provision(random, Effect.PERMIT));
    if (random.nextInt(3) == 0) provisions.add(provision(random, Effect.DENY));
    var statement =
        new ConsentStatement("s", NOW.minusSeconds(60), NOW.plusSeconds(60), provisions, List.of());
    return new ConsentSet("h", "riverside", "harbor", List.of(statement));
  }

  private static Provision provision(Random random, Effect effect) {
    var classes = PlantedRecord.TYPES.stream().filter(t -> random.nextInt(3) > 0).toList();
    var labels =
        random.nextInt(3) > 0
            ? List.<String>of()
            : List.of("ETH", "HIV", "PSY", "SDV", "SEX").subList(0, 1 + random.nextInt(5));
    var rule = new Provision(effect, List.of(), classes, List.of(), labels, null, null, List.of());
    boolean dutiful = effect == Effect.PERMIT && random.nextInt(4) == 0;
    return dutiful
        ? rule.obliging(Obligation.redact("Condition.method", "Observation.partOf"))
        : rule;
  }
}
