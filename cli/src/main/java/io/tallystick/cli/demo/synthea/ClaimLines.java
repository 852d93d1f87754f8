package io.tallystick.cli.demo.synthea;

import static io.tallystick.cli.demo.synthea.Fhir.each;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.vocabulary.money.Money;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Synthea's claim lines made consistent: what the total exceeds the lines' nets by goes on the
 * first line, the encounter's or the medication's, which Synthea leaves without a net; where the
 * nets exceed the total, they are the total.
 */
final class ClaimLines {

  static final String CURRENCY = "USD";

  /**
   * @param items FHIR {@code Claim.item}, each with a net
   * @param nets Synthea's nets of the lines that stay, in order
   */
  record Lines(ArrayNode items, Money total, List<Optional<Money>> nets) {}

  static Lines of(JsonNode claim, ObjectNode encounter) {
    var billed = each(claim.path("item")).filter(line -> !isCondition(line)).toList();
    var nets = billed.stream().map(line -> money(line.path("net"))).toList();
    var sum = nets.stream().flatMap(Optional::stream).reduce(Money.zero(CURRENCY), Money::plus);
    var rest = money(claim.path("total")).orElse(sum).minus(sum);
    var residual = rest.isNegative() ? Money.zero(CURRENCY) : rest;
    var items = Fhir.JSON.createArrayNode();
    for (int i = 0; i < billed.size(); i++) {
      var own = nets.get(i).orElse(Money.zero(CURRENCY));
      items.add(line(i + 1, claim, billed.get(i), encounter, i == 0 ? own.plus(residual) : own));
    }
    return new Lines(items, sum.plus(residual), nets);
  }

  /** A line that names a condition, which nobody pays for; it becomes a diagnosis. */
  static boolean isCondition(JsonNode line) {
    return line.has("diagnosisSequence") && !line.has("net");
  }

  static Optional<Money> money(JsonNode amount) {
    if (!amount.has("value")) return Optional.empty();
    // Synthea writes cents; a rounding error of its sums is cut off here, the original is kept.
    var cents = amount.path("value").decimalValue().setScale(2, RoundingMode.HALF_UP);
    return Optional.of(Money.of(cents, amount.path("currency").asText(CURRENCY)));
  }

  static ObjectNode amount(Money money) {
    return Fhir.object().put("value", money.decimal()).put("currency", money.currency());
  }

  private static ObjectNode line(
      int sequence, JsonNode claim, JsonNode line, ObjectNode encounter, Money net) {
    var item = Fhir.object().put("sequence", sequence);
    item.putObject("category")
        .putArray("coding")
        .addObject()
        .put("system", Fhir.system("service-category"))
        .put("code", category(claim, line));
    item.set("productOrService", line.path("productOrService"));
    item.set("servicedPeriod", claim.path("billablePeriod"));
    item.set("net", amount(net));
    item.putArray("encounter").add(encounter);
    return item;
  }

  private static String category(JsonNode claim, JsonNode line) {
    if (line.has("procedureSequence")) return "procedure";
    if (line.has("informationSequence")) return "immunization";
    return claim.has("prescription") ? "medication" : "encounter";
  }

  private ClaimLines() {}
}
