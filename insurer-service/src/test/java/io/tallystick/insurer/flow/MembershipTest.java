package io.tallystick.insurer.flow;

import static io.restassured.RestAssured.given;
import static io.tallystick.insurer.flow.Billed.OFFICE_VISIT;
import static io.tallystick.insurer.flow.Billed.claim;
import static io.tallystick.insurer.flow.Billed.line;
import static io.tallystick.insurer.flow.Desk.MANAGER;
import static io.tallystick.insurer.flow.Desk.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Claim;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "harbor"),
      @ResourceArg(name = "service", value = "insurer-service"),
      @ResourceArg(name = "parts", value = "postgres,ledger")
    })
class MembershipTest {

  @Inject Riverside riverside;
  @Inject Course course;
  @Inject Transactions transactions;

  @Test
  void the_capability_statement_names_what_an_insurers_partners_find_here() {
    given()
        .get("/fhir/metadata")
        .then()
        .statusCode(200)
        .contentType("application/fhir+json")
        .body("software.name", equalTo("Tallystick insurer-service"))
        .body("rest[0].resource.type", contains("Coverage", "ExplanationOfBenefit", "Patient"))
        .body("rest[0].resource[0].interaction.code", contains("create"))
        .body("rest[0].resource[1].searchParam.name", contains("claim"))
        .body("rest[0].resource[1].searchParam.type", contains("reference"))
        .body("rest[0].resource[2].operation.name", contains("everything"));
  }

  @Test
  void who_is_not_a_member_gets_an_answer() {
    assertNotCovered(line(claim("H-nobody"), OFFICE_VISIT, "80.00"), "31");

    var named = line(claim(Desk.member()), OFFICE_VISIT, "80.00");
    Billed.bornOn("1990-01-02").accept(named);
    assertNotCovered(named, "31");

    Desk.enrol("H-lapsed", "harbor-choice-ppo", "1980-01-02", "2020-01-01", "2021-12-31")
        .statusCode(201);
    assertNotCovered(line(claim("H-lapsed"), OFFICE_VISIT, "80.00"), "27");
  }

  @Test
  void bad_enrolments_are_refused_by_name_and_write_nothing() {
    Desk.enrol("H-x", "no-such-plan", "1980-01-02", "2026-01-01", null)
        .statusCode(422)
        .body("code", equalTo("plan.unknown"));
    Desk.enrol("H/x", "harbor-choice-ppo", "1980-01-02", "2026-01-01", null)
        .statusCode(422)
        .body("code", equalTo("coverage.incomplete"));
    var member = Desk.member();
    Desk.enrol(member, "harbor-choice-ppo", "1999-01-02", "2026-01-01", null)
        .statusCode(409)
        .body("code", equalTo("member.mismatch"));
    var from = Billed.DAY.minusYears(1).toString();
    Desk.enrol(member, "harbor-choice-ppo", "1980-01-02", from, null).statusCode(200);
    as(TestTokens.patient("eve"))
        .contentType("application/fhir+json")
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post("/fhir/Coverage")
        .then()
        .statusCode(403)
        .body("code", equalTo("role.missing"));
    as(MANAGER).get("/accumulators/H-x").then().statusCode(404);
  }

  @Test
  void names_and_birth_dates_are_nowhere_in_the_tables() {
    Desk.member();
    var rows =
        transactions.inTransaction(
            tx -> tx.createQuery("SELECT m::text FROM member m").mapTo(String.class).list());
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("Doe") || row.contains("1980"));
  }

  private void assertNotCovered(Claim claim, String carc) {
    var claimId = riverside.submit(claim);
    assertThat(course.settled(claimId).reasonCodes()).containsExactly(carc);
    assertThat(course.entry(claimId).outcome()).isEqualTo(AdjudicationOutcome.NOT_COVERED);
  }
}
