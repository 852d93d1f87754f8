package io.tallystick.gateway.exchange.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LooksInTurnTest {

  @Test
  void a_thousand_hints_during_a_look_are_one_look_more() throws Exception {
    var begun = new Semaphore(0);
    var mayEnd = new Semaphore(0);
    var elsewhere = new Semaphore(0);
    var looks = new AtomicInteger();
    var inTurn =
        new LooksInTurn(
            custodian -> {
              if (custodian.equals("other")) {
                elsewhere.release();
                return;
              }
              looks.incrementAndGet();
              begun.release();
              mayEnd.acquireUninterruptibly();
            });

    inTurn.at("summit");
    await(begun);
    for (int i = 0; i < 1_000; i++) inTurn.at("summit");
    inTurn.at("other");
    await(elsewhere);
    assertThat(looks).hasValue(1);
    mayEnd.release();
    await(begun);
    mayEnd.release();

    // A hint after the last look began is a look of its own.
    inTurn.at("summit");
    await(begun);
    mayEnd.release();
    assertThat(looks).hasValue(3);
  }

  private static void await(Semaphore happened) throws InterruptedException {
    assertThat(happened.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
  }
}
