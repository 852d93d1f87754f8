package io.tallystick.insurer.flow;

import static io.tallystick.insurer.flow.Billed.OFFICE_VISIT;
import static io.tallystick.insurer.flow.Billed.PROCEDURE;
import static io.tallystick.insurer.flow.Billed.claim;
import static io.tallystick.insurer.flow.Billed.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import jakarta.inject.Inject;
import java.util.Map;
import org.hl7.fhir.r4.model.DateType;
import org.junit.jupiter.api.Test;

/** With deadlines of seconds, and a scenario's clock. */
@QuarkusTest
@TestProfile(DeadlineTest.Soon.class)
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "harbor"),
      @ResourceArg(name = "service", value = "insurer-service"),
      @ResourceArg(name = "parts", value = "postgres,ledger")
    })
class DeadlineTest {

  public static class Soon implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "tallystick.insurer.evidence.deadline", "PT3S",
          "tallystick.insurer.evidence.look-around", "1s",
          "tallystick.scenario.received-after-service", "P1D");
    }
  }

  @Inject Riverside riverside;
  @Inject Told told;
  @Inject LedgerQueries ledger;

  @Test
  void a_pend_whose_deadline_passed_is_decided_without_the_evidence() {
    var billed = line(claim(Desk.member()), OFFICE_VISIT, "100.00");
    var claimId = riverside.submit(line(billed, PROCEDURE, "2000.00"));
    riverside.refuse(riverside.asked(claimId, 1), DenialReason.CONSENT_DENIES);
    told.await(claimId, "claim.pended", 1);

    assertThat(settled(claimId).reasonCodes()).containsExactly("252", "3", "45");
    var entry = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    assertThat(entry.state()).isEqualTo(State.SETTLED);
    assertThat(entry.outcome()).isEqualTo(AdjudicationOutcome.PARTIALLY_PAID);
  }

  @Test
  void a_custodian_that_never_answers_is_not_waited_for_any_longer() {
    var claimId = riverside.submit(line(claim(Desk.member()), PROCEDURE, "2000.00"));
    assertThat(settled(claimId).reasonCodes()).containsExactly("252");
  }

  @Test
  void under_a_scenarios_clock_an_old_claim_is_not_late() {
    var old = line(claim("H-old"), OFFICE_VISIT, "100.00");
    old.getItemFirstRep().setServiced(new DateType("2024-02-03"));
    Desk.enrol("H-old", "harbor-choice-ppo", "1980-01-02", "2023-01-01", null).statusCode(201);
    assertThat(settled(riverside.submit(old)).reasonCodes()).containsExactly("3", "45");
  }

  private ClaimAdjudicated settled(String claimId) {
    return (ClaimAdjudicated) told.await(claimId, "claim.settled", 1).content();
  }
}
