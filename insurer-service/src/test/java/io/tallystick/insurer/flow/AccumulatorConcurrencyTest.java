package io.tallystick.insurer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.insurer.adjudication.app.Accumulators;
import io.tallystick.insurer.adjudication.domain.Accumulated;
import io.tallystick.insurer.membership.app.Members;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.money.Money;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL, with claims of one member decided at once. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "harbor"),
      @ResourceArg(name = "service", value = "insurer-service"),
      @ResourceArg(name = "parts", value = "postgres,ledger")
    })
class AccumulatorConcurrencyTest {

  private static final String PLAN = "harbor-choice-ppo";
  private static final long LIMIT = 100_000;
  private static final long WANTED = 7_001;
  private static final int CLAIMS = 40;

  @Inject Transactions transactions;
  @Inject Members members;
  @Inject Accumulators accumulators;
  @Inject Ids ids;

  @Test
  void claims_decided_at_once_meet_the_limit_exactly_and_giving_back_restores() {
    var member = Desk.member();
    var running =
        IntStream.range(0, CLAIMS)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> reserve(member)))
            .toList();
    var ops = running.stream().map(CompletableFuture::join).toList();
    assertThat(met(member)).isEqualTo(LIMIT);

    ops.subList(0, CLAIMS / 2).parallelStream().forEach(this::confirm);
    assertThat(met(member)).isEqualTo(LIMIT);
    giveBackTwiceAtOnce(ops);
    assertThat(met(member)).isZero();
  }

  /** As an adjudication does: under the member's lock, what is left of the limit and no more. */
  private String reserve(String member) {
    var opId = ids.next();
    transactions.useTransaction(
        tx -> {
          members.lock(tx, member);
          long met = deductible(accumulators.met(tx, member, PLAN));
          var part = new Money(Math.min(WANTED, LIMIT - met), "USD");
          accumulators.reserve(tx, opId, member, PLAN, Map.of(2026, new Accumulated(part, part)));
        });
    return opId;
  }

  private void confirm(String opId) {
    transactions.useTransaction(tx -> accumulators.confirm(tx, opId));
  }

  private void giveBackTwiceAtOnce(List<String> ops) {
    var running =
        IntStream.range(0, 2)
            .boxed()
            .flatMap(twice -> ops.stream())
            .map(
                op ->
                    CompletableFuture.runAsync(
                        () -> transactions.useTransaction(tx -> accumulators.release(tx, op))))
            .toList();
    running.forEach(CompletableFuture::join);
  }

  private long met(String member) {
    return transactions.inTransaction(tx -> deductible(accumulators.met(tx, member, PLAN)));
  }

  private static long deductible(Map<Integer, Accumulated> met) {
    return met.containsKey(2026) ? met.get(2026).deductible().minor() : 0;
  }
}
