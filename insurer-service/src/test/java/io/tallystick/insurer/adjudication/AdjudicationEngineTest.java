package io.tallystick.insurer.adjudication;

import static io.tallystick.insurer.adjudication.Cases.DAY;
import static io.tallystick.insurer.adjudication.Cases.covered;
import static io.tallystick.insurer.adjudication.Cases.decided;
import static io.tallystick.insurer.adjudication.Cases.line;
import static io.tallystick.insurer.adjudication.Cases.met;
import static io.tallystick.insurer.adjudication.Cases.standard;
import static io.tallystick.insurer.adjudication.Cases.usd;
import static io.tallystick.insurer.plans.domain.ServiceCategory.DENTAL;
import static io.tallystick.insurer.plans.domain.ServiceCategory.EMERGENCY;
import static io.tallystick.insurer.plans.domain.ServiceCategory.OFFICE_VISIT;
import static io.tallystick.insurer.plans.domain.ServiceCategory.PROCEDURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.insurer.adjudication.domain.AdjudicationEngine;
import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.adjudication.domain.ClaimCase;
import io.tallystick.insurer.adjudication.domain.Decision;
import io.tallystick.insurer.adjudication.domain.EvidenceState;
import io.tallystick.insurer.adjudication.domain.LineResult;
import io.tallystick.insurer.adjudication.domain.ReviewState;
import io.tallystick.insurer.adjudication.domain.Standing;
import io.tallystick.insurer.plans.domain.DatePeriod;
import io.tallystick.insurer.plans.domain.ServiceLine;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdjudicationEngineTest {

  private static final ServiceLine VISIT = line(1, OFFICE_VISIT, 10_000);
  private static final ServiceLine EMERGENCY_LINE = line(2, EMERGENCY, 50_000);

  @Test
  void a_copay_visit_pays_the_rest_of_the_contracted_fee() {
    var line = decided(covered(VISIT)).lines().getFirst();
    assertThat(line.allowed()).isEqualTo(usd(9_000));
    assertThat(line.contractual()).isEqualTo(usd(1_000));
    assertThat(line.copay()).isEqualTo(usd(2_500));
    assertThat(line.paid()).isEqualTo(usd(6_500));
    assertThat(line.rule()).isEqualTo("plan@2026.1 benefit.office-visit");
    assertThat(decided(covered(VISIT)).reasonCodes()).containsExactly("3", "45");
  }

  @Test
  void later_lines_see_what_earlier_lines_of_the_claim_met() {
    var result = decided(covered(line(1, PROCEDURE, 100_000), line(2, PROCEDURE, 100_000)));
    assertThat(result.lines())
        .extracting(LineResult::deductible)
        .containsExactly(usd(100_000), usd(50_000));
    assertThat(result.lines().get(1).coinsurance()).isEqualTo(usd(10_000));
    assertThat(result.use().get(2026).outOfPocket()).isEqualTo(usd(160_000));
  }

  @Test
  void half_a_cent_of_coinsurance_rounds_up() {
    var line = decided(covered(standard(), met(150_000, 150_000), line(1, PROCEDURE, 113)));
    assertThat(line.lines().getFirst().coinsurance()).isEqualTo(usd(23));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31, 26, coverage.not-begun",
    "2027-01-01, 27, coverage.lapsed",
    "2026-03-10, 31, member.unknown"
  })
  void who_is_not_covered_gets_an_answer_and_not_an_error(LocalDate day, String carc, String rule) {
    var served = new ServiceLine(1, VISIT.code(), OFFICE_VISIT, day, usd(10_000));
    var base = covered(served);
    var claim = carc.equals("31") ? standing(base, new Standing.Unknown(rule)) : base;
    var result = decided(claim);
    assertThat(result.outcome()).isEqualTo(AdjudicationOutcome.NOT_COVERED);
    assertThat(result.reasonCodes()).containsExactly(carc);
    assertThat(result.lines().getFirst().rule()).isEqualTo(rule);
    assertThat(result.total(LineResult::patient)).isEqualTo(usd(10_000));
    assertThat(result.use()).isEmpty();
  }

  @Test
  void a_claim_after_the_filing_limit_is_written_off_by_the_provider() {
    var base = covered(VISIT);
    var late =
        new ClaimCase(
            base.standing(),
            base.lines(),
            base.servedUntil(),
            DAY.plusDays(91),
            false,
            base.evidence(),
            base.review(),
            base.before());
    assertThat(decided(late).reasonCodes()).containsExactly("29");
    assertThat(decided(late).outcome()).isEqualTo(AdjudicationOutcome.DENIED);
    assertThat(decided(late).total(LineResult::patient)).isEqualTo(usd(0));
  }

  @Test
  void a_duplicate_is_denied_and_bills_nobody() {
    var base = covered(VISIT);
    var again =
        new ClaimCase(
            base.standing(),
            base.lines(),
            base.servedUntil(),
            base.received(),
            true,
            base.evidence(),
            base.review(),
            base.before());
    assertThat(decided(again).reasonCodes()).containsExactly("18");
  }

  @Test
  void what_the_plan_lacks_and_what_it_excludes_have_different_codes() {
    var excluded = new ServiceLine(2, Cases.EXCLUDED, PROCEDURE, DAY, usd(1_000));
    var result = decided(covered(line(1, DENTAL, 1_000), excluded));
    assertThat(result.lines())
        .extracting(l -> l.denial().orElseThrow())
        .containsExactly(Carc.NOT_IN_PLAN, Carc.EXCLUDED);
    assertThat(result.outcome()).isEqualTo(AdjudicationOutcome.NOT_COVERED);
  }

  @Test
  void evidence_is_asked_for_by_category_and_only_by_lines_still_open() {
    assertThat(AdjudicationEngine.decide(covered(VISIT, EMERGENCY_LINE)))
        .isEqualTo(
            new Decision.AwaitEvidence(
                Set.of("Procedure", "Condition", "Observation"), List.of("acute")));
    var unknown = standing(covered(EMERGENCY_LINE), new Standing.Unknown("member.unknown"));
    assertThat(AdjudicationEngine.decide(unknown)).isInstanceOf(Decision.Decided.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Procedure+Condition, true",
    "Procedure+Observation, true",
    "Procedure, false",
    "Condition+Observation, false"
  })
  void a_release_satisfies_a_rule_with_all_of_these_and_one_of_those(String types, boolean pays) {
    var seen = Set.of(types.split("\\+"));
    var decision =
        AdjudicationEngine.decide(evidence(covered(EMERGENCY_LINE), new EvidenceState.Open(seen)));
    assertThat(decision instanceof Decision.Decided).isEqualTo(pays);
  }

  @Test
  void after_the_deadline_only_the_lines_that_needed_evidence_are_denied() {
    var closed = evidence(covered(VISIT, EMERGENCY_LINE), new EvidenceState.Closed(Set.of()));
    var result = decided(closed);
    assertThat(result.lines().get(0).paid()).isEqualTo(usd(6_500));
    assertThat(result.lines().get(1).denial()).contains(Carc.EVIDENCE_MISSING);
    assertThat(result.outcome()).isEqualTo(AdjudicationOutcome.PARTIALLY_PAID);
  }

  @Test
  void a_person_decides_large_claims_line_by_line() {
    var claim = covered(line(1, PROCEDURE, 9_000_000), line(2, PROCEDURE, 1_000_000));
    assertThat(AdjudicationEngine.decide(claim))
        .isEqualTo(new Decision.AwaitReview("large", "large"));
    var reviewed =
        new ClaimCase(
            claim.standing(),
            claim.lines(),
            claim.servedUntil(),
            claim.received(),
            false,
            claim.evidence(),
            new ReviewState.Reviewed(Map.of(1, Carc.NOT_NECESSARY)),
            Map.of());
    var result = decided(reviewed);
    assertThat(result.lines().get(0).denial()).contains(Carc.NOT_NECESSARY);
    assertThat(result.lines().get(1).patient()).isEqualTo(usd(320_000));
  }

  @Test
  void a_charge_in_another_currency_is_not_covered_rather_than_a_fault() {
    var euro = new ServiceLine(1, VISIT.code(), OFFICE_VISIT, DAY, new Money(100, "EUR"));
    assertThat(decided(covered(euro)).lines().getFirst().rule()).isEqualTo("plan.currency");
  }

  @ParameterizedTest
  @CsvSource({
    "PROCEDURE, 100000, PATIENT_PAYS",
    "OFFICE_VISIT, 10000, PARTIALLY_PAID",
    "OFFICE_VISIT, 0, PAID"
  })
  void outcomes(String category, long cents, AdjudicationOutcome outcome) {
    var kind = io.tallystick.insurer.plans.domain.ServiceCategory.valueOf(category);
    assertThat(decided(covered(line(1, kind, cents))).outcome()).isEqualTo(outcome);
  }

  @Test
  void a_denied_line_of_no_charge_is_still_denied() {
    var free = decided(covered(line(1, DENTAL, 0)));
    assertThat(free.outcome()).isEqualTo(AdjudicationOutcome.NOT_COVERED);
    assertThat(free.reasonCodes()).containsExactly("204");
  }

  @Test
  void lines_are_decided_by_the_plan_version_and_the_accumulators_of_their_own_year() {
    var base = standard();
    var next = new DatePeriod(LocalDate.of(2027, 1, 1), null);
    var cheaper =
        new io.tallystick.insurer.plans.domain.Plan(
            "plan",
            "2027.1",
            "A plan",
            "harbor",
            next,
            usd(0),
            usd(500_000),
            90,
            base.benefits(),
            List.of(),
            List.of(),
            List.of());
    var member =
        new Standing.Member(new DatePeriod(LocalDate.of(2026, 1, 1), null), List.of(base, cheaper));
    var newYear =
        new ServiceLine(
            2, new Code("urn:test", "x"), PROCEDURE, LocalDate.of(2027, 1, 1), usd(10_000));
    var claim = standing(covered(line(1, PROCEDURE, 10_000), newYear), member);
    var result = decided(claim);
    assertThat(result.lines())
        .extracting(LineResult::patient)
        .containsExactly(usd(10_000), usd(2_000));
    assertThat(result.use().keySet()).containsExactlyInAnyOrder(2026, 2027);
  }

  private static ClaimCase standing(ClaimCase claim, Standing standing) {
    return new ClaimCase(
        standing,
        claim.lines(),
        claim.servedUntil(),
        claim.received(),
        false,
        claim.evidence(),
        claim.review(),
        claim.before());
  }

  private static ClaimCase evidence(ClaimCase claim, EvidenceState evidence) {
    return new ClaimCase(
        claim.standing(),
        claim.lines(),
        claim.servedUntil(),
        claim.received(),
        false,
        evidence,
        claim.review(),
        claim.before());
  }
}
