package io.tallystick.cli.demo.synthea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.vocabulary.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One of Synthea's claims, made consistent.
 *
 * @param syntheaId its id at Synthea
 * @param hospital org id of who bills
 * @param coverage who is billed; empty for a self-pay bill
 * @param encounter value of the encounter's identifier at the hospital
 * @param total the sum of the lines' nets, always
 * @param claim a FHIR R4 Claim but for its numbers, see {@link #numbered}
 * @param original what was changed, as it was
 */
public record ImportedClaim(
    String syntheaId,
    String hospital,
    Optional<CoveragePeriod> coverage,
    String encounter,
    LocalDate serviced,
    Money total,
    ObjectNode claim,
    Original original) {

  /**
   * @param total Synthea's total
   * @param nets its lines' nets, in order, absent where a line had none
   * @param claim the whole resource as Synthea wrote it
   */
  public record Original(Money total, List<Optional<Money>> nets, JsonNode claim) {}

  public boolean selfPay() {
    return coverage.isEmpty();
  }

  /** The claim to submit. The same bill may be billed under another claim number only once. */
  public ObjectNode numbered(String claimNumber, String billNumber) {
    var numbered = Fhir.object();
    numbered.put("resourceType", "Claim");
    numbered
        .putArray("identifier")
        .add(Fhir.identifier("claim-number", claimNumber))
        .add(Fhir.identifier("bill-number", billNumber));
    claim.properties().forEach(member -> numbered.putIfAbsent(member.getKey(), member.getValue()));
    return numbered;
  }
}
