package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome.DENIED;
import static io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome.NOT_COVERED;
import static io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome.PAID;
import static io.tallystick.vocabulary.ledger.RefusalCode.BILL_LOCKED;
import static io.tallystick.vocabulary.ledger.RefusalCode.MALFORMED;
import static io.tallystick.vocabulary.ledger.RefusalCode.NOT_FOUND;
import static io.tallystick.vocabulary.ledger.RefusalCode.PARTY_MAY_NOT_TAKE_STEP;
import static io.tallystick.vocabulary.ledger.RefusalCode.PREAUTHORIZATION_MISMATCH;
import static io.tallystick.vocabulary.ledger.RefusalCode.REPLACEMENT_MISMATCH;
import static io.tallystick.vocabulary.ledger.RefusalCode.STEP_NOT_ALLOWED_IN_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import org.junit.jupiter.api.Test;

/** Payment, reversal, replacement, and the links between claims. */
class SettlementRulesTest {

  private final World world = new World();
  private final Desk desk = new Desk(world);

  @Test
  void a_payment_is_instructed_by_settling_issued_by_the_payer_and_confirmed_by_the_provider() {
    var claim = desk.settled(PAID);
    assertThat(desk.claim(claim).settlement().payment()).isEqualTo(PaymentStatus.INSTRUCTED);
    assertThat(desk.pay("riverside", claim, PaymentStatus.CONFIRMED))
        .contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.pay("riverside", claim, PaymentStatus.ISSUED))
        .contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(desk.pay("harbor", claim, PaymentStatus.INSTRUCTED)).contains(MALFORMED);
    assertThat(desk.pay("harbor", claim, PaymentStatus.ISSUED)).isEmpty();
    assertThat(desk.pay("harbor", claim, PaymentStatus.CONFIRMED))
        .contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(desk.pay("riverside", claim, PaymentStatus.CONFIRMED)).isEmpty();
    assertThat(desk.claim(claim).state()).isEqualTo(State.SETTLED);
    assertThat(desk.claim(claim).version()).isEqualTo(4);
  }

  @Test
  void the_provider_asks_to_void_once_and_only_the_payer_reverses() {
    var claim = desk.settled(PAID);
    assertThat(desk.reverse("riverside", claim)).contains(PARTY_MAY_NOT_TAKE_STEP);
    assertThat(desk.requestVoid(claim)).isEmpty();
    assertThat(desk.requestVoid(claim)).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.reverse("harbor", claim)).isEmpty();
    assertThat(desk.claim(claim).state()).isEqualTo(State.REVERSED);
    assertThat(desk.holder()).isEmpty();
    assertThat(desk.appeal("riverside", claim, Party.PROVIDER)).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.submit("meridian", world.id(), null, null, null)).isEmpty();
  }

  @Test
  void a_replacement_ends_an_open_claim_and_inherits_its_lock() {
    var first = desk.submitted();
    var second = world.id();
    assertThat(desk.submit("meridian", second, null, null, first)).contains(REPLACEMENT_MISMATCH);
    assertThat(desk.submit("harbor", second, null, null, first)).isEmpty();
    assertThat(desk.claim(first).state()).isEqualTo(State.CANCELLED);
    assertThat(desk.claim(second).replacesClaimId()).isEqualTo(first);
    assertThat(desk.holder()).contains(second);
    assertThat(desk.submit("harbor", world.id(), null, null, first)).contains(BILL_LOCKED);
  }

  @Test
  void a_decided_claim_is_voided_before_it_is_replaced() {
    var first = desk.settled(PAID);
    var second = world.id();
    assertThat(desk.submit("harbor", second, null, null, first))
        .contains(STEP_NOT_ALLOWED_IN_STATE);
    desk.requestVoid(first);
    desk.reverse("harbor", first);
    assertThat(desk.submit("meridian", second, null, null, first)).isEmpty();
    assertThat(desk.holder()).contains(second);
  }

  @Test
  void a_replacement_is_of_the_same_bill() {
    var other = new Desk(world).submitted();
    assertThat(desk.submit("harbor", world.id(), null, null, other)).contains(REPLACEMENT_MISMATCH);
    assertThat(desk.submit("harbor", world.id(), null, null, world.id())).contains(NOT_FOUND);
  }

  @Test
  void a_reversal_after_an_appeal_frees_the_bill_as_a_wholly_uncovered_one_does() {
    var claim = desk.settled(DENIED);
    desk.appeal("riverside", claim, Party.PROVIDER);
    desk.decide("harbor", claim, NOT_COVERED);
    assertThat(desk.holder()).contains(claim);
    desk.settle(claim, true);
    assertThat(desk.holder()).isEmpty();
  }

  @Test
  void a_preauthorization_locks_no_bill_ends_adjudicated_and_carries_a_claim() {
    var asked = world.id();
    assertThat(desk.submit("harbor", asked, "preauthorization", null, null, null)).isEmpty();
    var claim = world.id();
    assertThat(desk.submit("harbor", claim, null, asked, null)).contains(PREAUTHORIZATION_MISMATCH);
    assertThat(desk.adjudicate("harbor", asked, true, PAID)).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.adjudicate("harbor", asked, false, PAID)).isEmpty();
    assertThat(desk.settle(asked, false)).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.reverse("harbor", asked)).contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(desk.submit("meridian", claim, null, asked, null))
        .contains(PREAUTHORIZATION_MISMATCH);
    assertThat(desk.submit("harbor", claim, null, asked, null)).isEmpty();
    assertThat(desk.claim(claim).preauthorizationId()).isEqualTo(asked);
    assertThat(desk.submit("harbor", world.id(), null, claim, null))
        .contains(PREAUTHORIZATION_MISMATCH);
  }

  @Test
  void a_denied_preauthorization_can_be_appealed_and_ends_adjudicated_again() {
    var asked = world.id();
    desk.submit("harbor", asked, "predetermination", null, null, null);
    desk.adjudicate("harbor", asked, false, DENIED);
    assertThat(desk.appeal("riverside", asked, Party.PATIENT)).isEmpty();
    assertThat(desk.decide("harbor", asked, PAID)).isEmpty();
    assertThat(desk.claim(asked).state()).isEqualTo(State.ADJUDICATED);
  }
}
