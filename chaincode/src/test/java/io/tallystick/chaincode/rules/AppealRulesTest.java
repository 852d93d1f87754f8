package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome.DENIED;
import static io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome.PAID;
import static io.tallystick.vocabulary.ledger.RefusalCode.APPEALS_EXHAUSTED;
import static io.tallystick.vocabulary.ledger.RefusalCode.DEADLINE_NOT_PASSED;
import static io.tallystick.vocabulary.ledger.RefusalCode.DEADLINE_OUT_OF_RANGE;
import static io.tallystick.vocabulary.ledger.RefusalCode.DEADLINE_PASSED;
import static io.tallystick.vocabulary.ledger.RefusalCode.MALFORMED;
import static io.tallystick.vocabulary.ledger.RefusalCode.PARTY_MAY_NOT_TAKE_STEP;
import static io.tallystick.vocabulary.ledger.RefusalCode.STEP_NOT_ALLOWED_IN_STATE;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ORG;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two levels of appeal, and what happens when a payer doesn't move. */
class AppealRulesTest {

  private final World world = new World();
  private final Desk desk = new Desk(world);

  @Test
  void a_denied_claim_goes_to_the_payer_then_to_the_authority_and_no_further() {
    var claim = desk.settled(DENIED);
    assertThat(desk.appeal("riverside", claim, Party.PROVIDER)).isEmpty();
    assertThat(desk.claim(claim).state()).isEqualTo(State.APPEALED);
    assertThat(desk.decide("authority", claim, PAID)).contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(desk.decide("riverside", claim, PAID)).contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(desk.decide("harbor", claim, DENIED)).isEmpty();
    assertThat(desk.appeal("riverside", claim, Party.PATIENT)).isEmpty();
    assertThat(desk.decide("harbor", claim, DENIED)).contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(desk.decide("authority", claim, PAID)).isEmpty();
    assertThat(desk.claim(claim).outcome()).isEqualTo(PAID);
    assertThat(desk.claim(claim).appeal().level()).isEqualTo(2);
    assertThat(desk.appeal("riverside", claim, Party.PROVIDER)).contains(APPEALS_EXHAUSTED);
  }

  @Test
  void what_was_settled_before_is_settled_by_the_difference_and_only_that() {
    var claim = desk.settled(DENIED);
    desk.appeal("riverside", claim, Party.PROVIDER);
    desk.decide("harbor", claim, PAID);
    assertThat(desk.settle(claim, false)).contains(MALFORMED);
    assertThat(desk.settle(claim, true)).isEmpty();
    var settlement = desk.claim(claim).settlement();
    assertThat(settlement.number()).isEqualTo(2);
    assertThat(settlement.differenceCommitment()).isNotNull();
    assertThat(settlement.payment()).isEqualTo(PaymentStatus.INSTRUCTED);

    var first = new Desk(world);
    var another = first.submitted();
    first.adjudicate("harbor", another, false, PAID);
    assertThat(first.settle(another, true)).contains(MALFORMED);
    assertThat(first.settle(another, false)).isEmpty();
  }

  @Test
  void a_patients_appeal_comes_through_the_provider_or_the_authority_never_the_payer() {
    for (var caller : new String[] {"riverside", "authority"}) {
      var own = new Desk(world);
      assertThat(own.appeal(caller, own.settled(DENIED), Party.PATIENT)).isEmpty();
    }
    var claim = desk.settled(DENIED);
    assertThat(desk.appeal("harbor", claim, Party.PATIENT)).contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(desk.appeal("authority", claim, Party.PROVIDER)).contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(desk.appeal("authority", claim, Party.AUTHORITY)).contains(MALFORMED);
    assertThat(desk.appeal("meridian", claim, Party.PATIENT)).contains(WRONG_ORG);
  }

  @Test
  void while_an_appeal_is_open_the_payer_can_only_decide_on_it() {
    var claim = desk.settled(DENIED);
    desk.appeal("riverside", claim, Party.PROVIDER);
    assertThat(desk.reverse("harbor", claim)).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.settle(claim, true)).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.pend(claim, Duration.ofDays(1))).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.adjudicate("harbor", claim, true, DENIED)).contains(STEP_NOT_ALLOWED_IN_STATE);
  }

  @Test
  void an_appeal_has_its_window_and_the_second_a_shorter_one() {
    var claim = desk.settled(DENIED);
    world.pass(Duration.ofDays(181));
    assertThat(desk.appeal("riverside", claim, Party.PROVIDER)).contains(DEADLINE_PASSED);
    var other = new Desk(world);
    var second = other.settled(DENIED);
    world.pass(Duration.ofDays(180));
    assertThat(other.appeal("riverside", second, Party.PROVIDER)).isEmpty();
    other.decide("harbor", second, DENIED);
    world.pass(Duration.ofDays(121));
    assertThat(other.appeal("riverside", second, Party.PROVIDER)).contains(DEADLINE_PASSED);
  }

  @Test
  void a_payers_silence_passes_the_decision_to_the_authority_and_not_before_its_deadline() {
    var undecided = desk.submitted();
    assertThat(desk.lapse("authority", undecided)).contains(DEADLINE_NOT_PASSED);
    world.pass(Duration.ofDays(31));
    assertThat(desk.lapse("riverside", undecided)).contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(desk.lapse("authority", undecided)).isEmpty();
    assertThat(desk.adjudicate("harbor", undecided, true, DENIED))
        .contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.decide("authority", undecided, PAID)).isEmpty();
    assertThat(desk.settle(undecided, false)).isEmpty();

    var other = new Desk(world);
    var appealed = other.settled(DENIED);
    other.appeal("riverside", appealed, Party.PATIENT);
    world.pass(Duration.ofDays(61));
    assertThat(other.lapse("authority", appealed)).isEmpty();
    assertThat(other.decide("harbor", appealed, DENIED)).contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(other.lapse("authority", appealed)).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(other.decide("authority", appealed, PAID)).isEmpty();
  }

  @Test
  void pending_again_and_again_stalls_no_claim_beyond_half_a_year() {
    var claim = desk.submitted();
    for (int i = 0; i < 3; i++) {
      assertThat(desk.pend(claim, Duration.ofDays(59))).isEmpty();
      world.pass(Duration.ofDays(59));
      assertThat(desk.answer(claim)).isEmpty();
    }
    assertThat(desk.pend(claim, Duration.ofDays(59))).contains(DEADLINE_OUT_OF_RANGE);
    assertThat(desk.pend(claim, Duration.ofDays(2))).isEmpty();
    world.pass(Duration.ofDays(33));
    assertThat(desk.lapse("authority", claim)).isEmpty();
  }
}
