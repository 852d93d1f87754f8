package io.tallystick.cli.demo.report;

import static io.tallystick.cli.demo.watch.Blocks.chain;
import static io.tallystick.cli.demo.watch.Blocks.claim;
import static io.tallystick.cli.demo.watch.Blocks.invalid;
import static io.tallystick.cli.demo.watch.Blocks.operation;
import static io.tallystick.cli.demo.watch.Blocks.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.demo.stage.SentClaim;
import io.tallystick.cli.demo.watch.Chain;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.common.Block;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void a_claim_that_no_block_holds_is_lost() {
    var tally = tally(chain(submitted(0, "a"), settled(1, "a")), "a", "b");
    assertThat(tally.lost()).containsExactly("b");
    assertThat(tally.settled()).isEqualTo(1);
    assertThat(tally.clean()).isFalse();
  }

  @Test
  void an_invalid_transaction_counts_for_nothing() {
    var only = invalid(0, claim("a", 1, State.SUBMITTED, null));
    assertThat(tally(chain(only), "a").lost()).containsExactly("a");
  }

  @Test
  void a_claim_settled_twice_is_doubled() {
    var tally = tally(chain(submitted(0, "a"), settled(1, "a"), settled(2, "a")), "a");
    assertThat(tally.doubled()).containsExactly("a");
  }

  @Test
  void a_claim_on_the_chain_that_nobody_acknowledged_is_doubled() {
    var chain = chain(submitted(0, "a"), settled(1, "a"), submitted(2, "ghost"));
    assertThat(tally(chain, "a").doubled()).containsExactly("ghost");
  }

  @Test
  void claims_of_one_transaction_count_each_for_itself() {
    var chain =
        chain(
            valid(
                0,
                claim("a", 1, State.SUBMITTED, null),
                operation("1", "a"),
                claim("b", 1, State.SUBMITTED, null),
                operation("2", "b")),
            valid(
                1,
                claim("a", 2, State.SETTLED, AdjudicationOutcome.PAID),
                claim("b", 2, State.SETTLED, AdjudicationOutcome.PAID)));
    var tally = tally(chain, "a", "b", "c");
    assertThat(tally.settled()).isEqualTo(2);
    assertThat(tally.lost()).containsExactly("c");
    assertThat(tally.doubled()).isEmpty();
    assertThat(chain.operations()).isEqualTo(2);
  }

  @Test
  void an_operation_that_two_transactions_carried_out_is_doubled() {
    var chain = chain(valid(0, operation("1", "a")), valid(1, operation("1", "a")));
    assertThat(tally(chain).doubled()).containsExactly("operation 1");
  }

  @Test
  void claims_of_runs_before_do_not_count() {
    var chain = chain(submitted(0, "old"), submitted(1, "a"), settled(2, "a"));
    var tally = Tally.of(sent("a"), chain, Set.of("old"), Set.of());
    assertThat(tally.clean()).isTrue();
  }

  @Test
  void a_claim_that_nobody_works_on_is_stuck_and_one_that_waits_is_pended() {
    var chain =
        chain(submitted(0, "a"), submitted(1, "b"), valid(2, claim("b", 2, State.PENDED, null)));
    var tally = tally(chain, "a", "b");
    assertThat(tally.stuck()).containsExactly("a");
    assertThat(tally.pended()).isEqualTo(1);
  }

  @Test
  void a_claim_in_a_review_queue_is_pended_though_the_ledger_has_no_step_for_it() {
    var tally = Tally.of(sent("a"), chain(submitted(0, "a")), Set.of(), Set.of("a"));
    assertThat(tally.pended()).isEqualTo(1);
    assertThat(tally.clean()).isTrue();
  }

  @Test
  void denied_is_every_line_denied_and_a_deductible_is_not() {
    var chain =
        chain(
            submitted(0, "denied"),
            valid(1, claim("denied", 2, State.SETTLED, AdjudicationOutcome.DENIED)),
            submitted(2, "deductible"),
            valid(3, claim("deductible", 2, State.SETTLED, AdjudicationOutcome.PATIENT_PAYS)));
    var tally = tally(chain, "denied", "deductible");
    assertThat(tally.denied()).isEqualTo(1);
    assertThat(tally.settled()).isEqualTo(1);
    assertThat(tally.clean()).isTrue();
  }

  @Test
  void a_claim_turned_away_at_the_door_is_not_clean() {
    var refused = new SentClaim(null, "n", "b", 0, 0, Optional.empty(), "422 claim.payer-unknown");
    assertThat(Tally.of(List.of(refused), chain(), Set.of(), Set.of()).clean()).isFalse();
  }

  private static Block submitted(long block, String id) {
    return valid(block, claim(id, 1, State.SUBMITTED, null));
  }

  private static Block settled(long block, String id) {
    return valid(block, claim(id, 2, State.SETTLED, AdjudicationOutcome.PAID));
  }

  private static Tally tally(Chain chain, String... acknowledged) {
    return Tally.of(sent(acknowledged), chain, Set.of(), Set.of());
  }

  private static List<SentClaim> sent(String... ids) {
    return Stream.of(ids)
        .map(id -> new SentClaim(null, "n-" + id, "b-" + id, 0, 0, Optional.of(id), null))
        .toList();
  }
}
