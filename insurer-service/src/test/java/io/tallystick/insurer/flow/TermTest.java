package io.tallystick.insurer.flow;

import static io.tallystick.insurer.flow.Billed.PROCEDURE;
import static io.tallystick.insurer.flow.Billed.claim;
import static io.tallystick.insurer.flow.Billed.line;
import static io.tallystick.insurer.flow.Desk.ADJUDICATOR;
import static io.tallystick.insurer.flow.Desk.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tallystick.kit.events.content.ErasureReceipted;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.requester.Askers;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a payer does with evidence under a consent that asks something of it in return. */
@QuarkusTest
@TestProfile(DeadlineTest.Soon.class)
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "harbor"),
      @ResourceArg(name = "service", value = "insurer-service"),
      @ResourceArg(name = "parts", value = "postgres,ledger")
    })
class TermTest {

  private static final String SEALED =
      "SELECT count(*) FROM sealed_document WHERE id = ? AND erased_at IS NULL";

  @Inject Riverside riverside;
  @Inject Course course;
  @Inject Told told;
  @Inject LedgerQueries ledger;
  @Inject Transactions transactions;
  @Inject MovedClock clock;

  /** The last word of this class: its clock stays ahead. */
  @Test
  void evidence_is_not_passed_on_and_is_erased_when_the_consents_term_ends() {
    var claimId = riverside.submit(line(claim(Desk.member()), PROCEDURE, "2000.00"));
    var request = riverside.asked(claimId, 1);
    assertThat(request.asker().word().actors()).containsExactly(Askers.role("adjudicator"));
    riverside.releaseOwing(
        request,
        List.of(Obligation.noRedisclosure(), Obligation.eraseAfterDays(1)),
        "Procedure",
        "Condition");
    course.settled(claimId);
    var accessId = riverside.lastPermit();
    var term = access(accessId).at().plus(1, ChronoUnit.DAYS);
    assertThat(access(accessId).eraseBy()).isEqualTo(term);
    assertThat(access(accessId).requester()).isNotNull();

    as(ADJUDICATOR)
        .get("/releases?claim=" + claimId)
        .then()
        .body("state", contains("KEPT"))
        .body("[0].eraseBy", equalTo(term.toString()))
        .body("[0].noRedisclosure", equalTo(true));
    everything(ADJUDICATOR, accessId)
        .then()
        .statusCode(200)
        .body("total", equalTo(2))
        .body("meta.security.code", contains("NORDSCLCD"));
    for (var other : List.of("authority", "meridian", "riverside")) {
      var partner = TestTokens.service(other, "claim-service");
      everything(partner, accessId).then().statusCode(403).body("code", equalTo("role.missing"));
      as(partner).get("/releases?claim=" + claimId).then().statusCode(403);
      as(partner).get("/queue/" + claimId).then().statusCode(403);
    }

    clock.ahead(Duration.ofHours(25));

    var receipted = (ErasureReceipted) told.await(accessId, "erasure.receipted", 1).content();
    assertThat(receipted.disposition()).isEqualTo("ERASED");
    assertThat(access(accessId).receipt().disposition()).isEqualTo(Disposition.ERASED);
    int left =
        transactions.inTransaction(
            tx -> tx.select(SEALED, "release/" + accessId).mapTo(Integer.class).one());
    assertThat(left).isZero();
    everything(ADJUDICATOR, accessId)
        .then()
        .statusCode(410)
        .body("code", equalTo("release.erased"));
  }

  private static Response everything(String token, String decisionId) {
    return as(token)
        .urlEncodingEnabled(false)
        .get(
            RestAssured.baseURI
                + ":"
                + RestAssured.port
                + "/fhir/Patient/$everything?decision="
                + decisionId);
  }

  private Access access(String accessId) {
    return ledger.get("access:get", accessId, Access.class).orElseThrow();
  }
}
