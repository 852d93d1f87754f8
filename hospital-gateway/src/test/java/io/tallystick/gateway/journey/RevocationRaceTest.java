package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.Riverside.insurer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.gateway.journey.Blocks.Place;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.kit.testing.TestLedger;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Revoking stops releases at commit time: in the chain's order, no permit follows a revocation. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class RevocationRaceTest {

  private static final long SEED = Long.getLong("tallystick.seed", 20261124L);
  private static final int ROUNDS = Integer.getInteger("tallystick.rounds", 8);
  private static final int REQUESTS = 4;
  private static final long WINDOW_MILLIS = 60;

  private record Operation(String txid, long block, long version, Long headVersion) {}

  @Inject Harbor harbor;
  @Inject Transactions transactions;

  @Test
  void no_permit_is_valid_after_the_revocation_that_it_raced_with() {
    var random = new Random(SEED);
    var patient = TestPatient.enrolled().published();
    var claim = harbor.claim();
    String head = null;
    for (int round = 0; round < ROUNDS; round++) {
      head = patient.grants("harbor", List.of("Condition"), List.of());
      race(patient, head, claim, random);
      int decided = (round + 1) * REQUESTS;
      harbor.until(() -> patient.get("/me/accesses").<List<?>>path("$").size() >= decided);
    }

    var permits = operations("access:permit", head);
    var revocations = new HashMap<Long, Operation>();
    operations("consent:revoke", head).forEach(r -> revocations.put(r.version(), r));
    var blocks = new Blocks();
    int after = 0;
    for (var permit : permits) {
      var revocation = revocations.get(permit.headVersion() + 1);
      if (place(blocks, permit).compareTo(place(blocks, revocation)) > 0) after++;
    }
    System.out.printf(
        "seed %d: %d rounds, %d permits before their revocation, %d after, %d denials%n",
        SEED, ROUNDS, permits.size() - after, after, ROUNDS * REQUESTS - permits.size());
    assertThat(revocations).hasSize(ROUNDS);
    assertThat(after).as("permits that committed after the revocation").isZero();
    assertThat(permits).as("some permits won").isNotEmpty().hasSizeLessThan(ROUNDS * REQUESTS);
    withdrawn(patient);
  }

  /** What was permitted before the revocation isn't handed out after it. */
  private static void withdrawn(TestPatient patient) {
    List<String> permitted =
        patient.get("/me/accesses").path("findAll{it.permitted}.collect{it.accessId}");
    for (var accessId : permitted) {
      insurer("harbor")
          .get("/releases/" + accessId)
          .then()
          .statusCode(410)
          .body("code", anyOf(equalTo("release.withdrawn"), equalTo("release.expired")));
    }
  }

  private void race(TestPatient patient, String head, String claim, Random random) {
    long revokeAfter = random.nextLong(WINDOW_MILLIS);
    var pauses = random.longs(REQUESTS, 0, WINDOW_MILLIS * 3 / 2).toArray();
    var revocation =
        CompletableFuture.runAsync(
            () -> {
              pause(revokeAfter);
              patient.revokes(head);
            });
    for (long pause : pauses) {
      harbor.request(patient, claim, "Condition");
      pause(pause);
    }
    revocation.join();
  }

  /** Spreads the two over the time that a commit takes; nothing waits for it. */
  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void a_permit_that_is_resumed_after_its_time_releases_nothing() {
    var patient = TestPatient.enrolled().published();
    patient.grants("harbor", List.of("Condition"), List.of());
    var claim = harbor.claim();
    TestLedger.killAndRestart(
        () -> {
          harbor.request(patient, claim, "Condition");
          runOut(patient);
        });
    harbor.until(() -> patient.get("/me/accesses").<List<?>>path("$").size() == 2);
    Map<String, Object> first = patient.get("/me/accesses").path("[1]");
    insurer("harbor")
        .get("/releases/" + first.get("accessId"))
        .then()
        .statusCode(410)
        .body("code", equalTo("release.expired"));
    var told =
        TestInstitution.of("harbor")
            .events()
            .await("records", "evidence.released", claim, Duration.ofSeconds(60))
            .orElseThrow();
    assertThat(told.content().path("decisionId").asText())
        .as("the new decision, taken in time")
        .isEqualTo(patient.get("/me/accesses").path("[0].accessId"));
  }

  /** As if the service had been down for more than a minute. */
  private void runOut(TestPatient patient) {
    transactions.useTransaction(
        tx ->
            tx.execute(
                "update access_decision set not_after = now() - interval '1 s' where patient_id ="
                    + " ?",
                patient.patientId()));
  }

  private static Place place(Blocks blocks, Operation operation) {
    var place = blocks.of(operation.txid(), operation.block());
    assertThat(place.valid()).isTrue();
    return place;
  }

  /** Of one head, as the block tail read them; where they stand, the blocks themselves say. */
  private List<Operation> operations(String transaction, String head) {
    return transactions.inTransaction(
        tx ->
            tx.select(
                    """
                    select o.txid, o.block, o.version, (e.value::jsonb ->> 'headVersion')::bigint
                    from ledger_operation o join ledger_entry e on e.key = o.key
                    where o.transaction = ? and e.value::jsonb ->> 'headId' = ?\
                    """,
                    transaction,
                    head)
                .map(
                    (row, context) ->
                        new Operation(
                            row.getString(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getObject(4, Long.class)))
                .list());
  }
}
