package io.tallystick.journeys.conformance;

import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.journeys.conformance.ledger.Member;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.GatewayException;

/** When every organisation's gateway gets endorsements from all, of both chaincodes. */
public final class Readiness {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final LedgerUnderTest ledger;
  private final Clients clients;

  public Readiness(LedgerUnderTest ledger, Clients clients) {
    this.ledger = ledger;
    this.clients = clients;
  }

  /** Asks until it is so; fails after a minute. */
  public void await() {
    var limit = System.nanoTime() + LIMIT.toNanos();
    for (var gateway : ledger.members()) {
      for (var chaincode : List.of(LedgerUnderTest.KV, LedgerUnderTest.DIFFERING)) {
        for (var endorser : ledger.members()) {
          while (!endorses(gateway, chaincode, endorser)) {
            if (System.nanoTime() > limit) {
              throw new IllegalStateException(
                  "%s gets no endorsement of %s by %s"
                      .formatted(gateway.mspId(), chaincode, endorser.mspId()));
            }
            pause();
          }
        }
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean endorses(Member gateway, String chaincode, Member endorser) {
    try {
      clients
          .of(gateway)
          .proposal(chaincode, "version")
          .setEndorsingOrganizations(endorser.mspId())
          .build()
          .endorse();
      return true;
    } catch (GatewayException notYet) {
      return false;
    }
  }
}
