package io.tallystick.cli.demo.synthea;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.vocabulary.money.Money;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ClaimLinesTest {

  private static final ObjectNode ENCOUNTER = Fhir.logical("encounter/summit", "e-1");

  @Property(tries = 300)
  void the_total_is_the_sum_of_the_nets_whatever_synthea_wrote(
      @ForAll @LongRange(min = 0, max = 100_000_00) long total,
      @ForAll @Size(max = 12) List<@LongRange(min = 0, max = 9_999_99) Long> nets,
      @ForAll @IntRange(max = 4) int conditions) {
    var lines = ClaimLines.of(claim(total, nets, conditions), ENCOUNTER);
    var sum = nets.stream().mapToLong(Long::longValue).sum();
    assertThat(lines.total()).isEqualTo(usd(Math.max(total, sum)));
    assertThat(netsOf(lines).stream().reduce(Money.zero("USD"), Money::plus))
        .isEqualTo(lines.total());
    assertThat(netsOf(lines)).noneMatch(Money::isNegative);
  }

  @Property(tries = 100)
  void procedures_keep_their_price_and_conditions_are_no_lines(
      @ForAll @LongRange(min = 0, max = 100_000_00) long total,
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 9_999_99) Long> nets,
      @ForAll @IntRange(max = 4) int conditions) {
    var lines = ClaimLines.of(claim(total, nets, conditions), ENCOUNTER);
    assertThat(netsOf(lines).subList(1, nets.size() + 1))
        .isEqualTo(nets.stream().map(ClaimLinesTest::usd).toList());
    assertThat(lines.nets()).hasSize(nets.size() + 1);
    assertThat(Fhir.each(lines.items()).map(l -> l.path("sequence").asInt()))
        .containsExactlyElementsOf(
            java.util.stream.IntStream.rangeClosed(1, nets.size() + 1).boxed().toList());
  }

  private static List<Money> netsOf(ClaimLines.Lines lines) {
    return Fhir.each(lines.items())
        .map(line -> ClaimLines.money(line.path("net")).orElseThrow())
        .toList();
  }

  /** As Synthea shapes it: the encounter without a net, procedures with, conditions without. */
  private static ObjectNode claim(long total, List<Long> nets, int conditions) {
    var claim = Fhir.object();
    claim.set("total", ClaimLines.amount(usd(total)));
    var items = claim.putArray("item");
    items.addObject().put("sequence", 1);
    for (int i = 0; i < conditions; i++) items.addObject().putArray("diagnosisSequence").add(i + 1);
    for (var net : nets) {
      var line = items.addObject();
      line.putArray("procedureSequence").add(1);
      line.set("net", ClaimLines.amount(usd(net)));
    }
    return claim;
  }

  private static Money usd(long minor) {
    return new Money(minor, "USD");
  }
}
