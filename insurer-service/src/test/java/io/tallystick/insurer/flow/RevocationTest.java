package io.tallystick.insurer.flow;

import static io.tallystick.insurer.flow.Billed.PROCEDURE;
import static io.tallystick.insurer.flow.Billed.claim;
import static io.tallystick.insurer.flow.Billed.line;
import static io.tallystick.insurer.flow.Desk.ADJUDICATOR;
import static io.tallystick.insurer.flow.Desk.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.erasure.FindOwedReceipts;
import io.tallystick.kit.events.content.ErasureReceipted;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import io.tallystick.vocabulary.ledger.LedgerEntry.RetentionGround;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Claim;
import org.junit.jupiter.api.Test;

/** What a payer does with evidence whose consent is taken back. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "harbor"),
      @ResourceArg(name = "service", value = "insurer-service"),
      @ResourceArg(name = "parts", value = "postgres,ledger")
    })
class RevocationTest {

  private static final String SEALED =
      "SELECT count(*) FROM sealed_document WHERE id = ? AND erased_at IS NULL";

  @Inject Riverside riverside;
  @Inject Course course;
  @Inject Told told;
  @Inject LedgerQueries ledger;
  @Inject Transactions transactions;
  @Inject FindOwedReceipts findOwed;

  @Test
  void evidence_of_a_decision_is_retained_on_a_ground_and_until_a_time() {
    var claimId = riverside.submit(large());
    riverside.release(riverside.asked(claimId, 1), UnaryOperator.identity(), "Procedure");
    course.settled(claimId);
    var accessId = riverside.lastPermit();

    riverside.revoke();

    var receipted = receipted(accessId);
    assertThat(receipted.disposition()).isEqualTo("RETAINED");
    assertThat(receipted.ground()).isEqualTo("LEGAL_OBLIGATION");
    var onLedger = access(accessId).receipt();
    assertThat(onLedger.disposition()).isEqualTo(Disposition.RETAINED);
    assertThat(onLedger.ground()).isEqualTo(RetentionGround.LEGAL_OBLIGATION);
    assertThat(onLedger.until()).isAfter(Instant.now().plus(Duration.ofDays(2000)));
    assertThat(sealed(accessId)).isEqualTo(1);
    listed(accessId, "RETAINED").body(of(accessId) + "receipt.until", notNullValue());
  }

  @Test
  void evidence_of_a_cancelled_claim_is_erased_and_its_key_with_it() {
    var claimId = riverside.submit(large());
    riverside.release(riverside.asked(claimId, 1), UnaryOperator.identity(), "Condition");
    course.pended(claimId, 1);
    riverside.cancel(claimId, 2);
    course.awaitStage(claimId, "CANCELLED");
    var accessId = riverside.lastPermit();
    assertThat(sealed(accessId)).isEqualTo(1);

    riverside.revoke();

    assertThat(receipted(accessId).disposition()).isEqualTo("ERASED");
    assertThat(access(accessId).receipt().disposition()).isEqualTo(Disposition.ERASED);
    assertThat(sealed(accessId)).isZero();
    listed(accessId, "ERASED").body(of(accessId) + "receipt.ground", nullValue());
  }

  @Test
  void a_claim_in_progress_keeps_its_evidence_for_now() {
    var claimId = riverside.submit(large());
    riverside.release(riverside.asked(claimId, 1), UnaryOperator.identity(), "Condition");
    course.pended(claimId, 1);
    var accessId = riverside.lastPermit();
    riverside.revoke();
    assertThat(receipted(accessId).ground()).isEqualTo("CLAIM_IN_PROGRESS");
  }

  @Test
  void a_revocation_that_no_event_told_of_is_found_on_the_ledger() {
    var claimId = riverside.submit(large());
    riverside.release(riverside.asked(claimId, 1), UnaryOperator.identity(), "Procedure");
    course.settled(claimId);
    var accessId = riverside.lastPermit();
    riverside.revokeSilently();
    listed(accessId, "MISSING");

    findOwed.find();

    assertThat(receipted(accessId).disposition()).isEqualTo("RETAINED");
    listed(accessId, "RETAINED");
  }

  @Test
  void a_revocation_makes_nobody_let_go_of_what_it_does_not_concern() {
    var claimId = riverside.submit(large());
    riverside.releaseOwing(riverside.asked(claimId, 1), List.of(), "Procedure");
    course.settled(claimId);
    var inForce = riverside.lastPermit();
    var another = riverside.submit(large());
    riverside.release(riverside.asked(another, 1), UnaryOperator.identity(), "Procedure");
    course.settled(another);
    var invented = "0123456789abcdef".repeat(2);

    riverside.revokeNaming(List.of(invented, inForce));

    assertThat(noted(invented)).isZero();
    assertThat(noted(inForce)).isZero();
    assertThat(sealed(inForce)).isEqualTo(1);
  }

  private int noted(String accessId) {
    return transactions.inTransaction(
        tx ->
            tx.select("select count(*) from owed_receipt where access_id = ?", accessId)
                .mapTo(Integer.class)
                .one());
  }

  private io.restassured.response.ValidatableResponse listed(String accessId, String status) {
    for (int i = 0; i < 2_400; i++) {
      var now = as(ADJUDICATOR).get("/receipts").jsonPath().getString(of(accessId) + "status");
      if (status.equals(now)) break;
      Told.pause();
    }
    return as(ADJUDICATOR).get("/receipts").then().body(of(accessId) + "status", equalTo(status));
  }

  private static String of(String accessId) {
    return "find{it.accessId=='" + accessId + "'}.";
  }

  private ErasureReceipted receipted(String accessId) {
    return (ErasureReceipted) told.await(accessId, "erasure.receipted", 1).content();
  }

  private Access access(String accessId) {
    return ledger.get("access:get", accessId, Access.class).orElseThrow();
  }

  private int sealed(String accessId) {
    return transactions.inTransaction(
        tx -> tx.select(SEALED, "release/" + accessId).mapTo(Integer.class).one());
  }

  private static Claim large() {
    return line(claim(Desk.member()), PROCEDURE, "2000.00");
  }
}
