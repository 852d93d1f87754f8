package io.tallystick.insurer.flow;

import static io.tallystick.insurer.flow.Billed.PROCEDURE;
import static io.tallystick.insurer.flow.Billed.claim;
import static io.tallystick.insurer.flow.Billed.line;
import static io.tallystick.insurer.flow.Desk.ADJUDICATOR;
import static io.tallystick.insurer.flow.Desk.MANAGER;
import static io.tallystick.insurer.flow.Desk.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
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
class EvidenceTest {

  @Inject Riverside riverside;
  @Inject Course course;

  @Test
  void a_large_procedure_is_paid_on_verified_evidence() {
    var member = Desk.member();
    var claimId = riverside.submit(large(member));
    var request = riverside.asked(claimId, 1);
    assertThat(request.purpose()).isEqualTo("HPAYMT");
    assertThat(request.encounters()).containsExactly("E-1");
    assertThat(request.classes()).containsExactly("Observation", "Procedure");
    assertThat(request.patient().family()).isEqualTo("Doe");

    riverside.release(request, UnaryOperator.identity(), "Procedure", "Condition");

    assertThat(course.settled(claimId).reasonCodes()).contains("1");
    as(MANAGER)
        .get("/accumulators/" + member)
        .then()
        .statusCode(200)
        .body("[0].deductible.minor", equalTo(100_000))
        .body("[0].reservedDeductible.minor", equalTo(0));
  }

  @Test
  void a_member_enrolled_anew_while_a_claim_is_open_has_it_reckoned_where_it_is_decided() {
    var member = Desk.member();
    var claimId = riverside.submit(large(member));
    var request = riverside.asked(claimId, 1);
    var from = Billed.DAY.minusMonths(1).toString();
    Desk.enrol(member, TwoPlans.OTHER, "1980-01-02", from, null).statusCode(201);

    riverside.release(request, UnaryOperator.identity(), "Procedure");

    course.settled(claimId);
    as(MANAGER)
        .get("/accumulators/" + member)
        .then()
        .statusCode(200)
        .body("plan", contains(TwoPlans.OTHER))
        .body("[0].deductible.minor", equalTo(100_000));
  }

  @Test
  void a_release_with_an_altered_resource_is_no_evidence_and_asked_for_again() {
    var claimId = riverside.submit(large(Desk.member()));
    riverside.release(riverside.asked(claimId, 1), EvidenceTest::altered, "Procedure");
    riverside.release(riverside.asked(claimId, 2), UnaryOperator.identity(), "Procedure");
    course.settled(claimId);
  }

  @Test
  void what_a_custodian_committed_to_is_no_evidence_unless_it_is_one_resource() {
    var claimId = riverside.submit(large(Desk.member()));
    var more = "{\"resourceType\":\"Procedure\"},\"search\":{}},{\"resource\":{\"a\":1}";
    riverside.releaseSaying(riverside.asked(claimId, 1), more, "Procedure");
    riverside.release(riverside.asked(claimId, 2), UnaryOperator.identity(), "Procedure");
    course.settled(claimId);
  }

  @Test
  void a_copy_that_is_redacted_inside_is_evidence_only_with_the_custodian_s_signature() {
    var claimId = riverside.submit(large(Desk.member()));
    riverside.releaseRedacted(riverside.asked(claimId, 1), EvidenceTest::unsigned, "Procedure");
    riverside.releaseRedacted(riverside.asked(claimId, 2), EvidenceTest::altered, "Procedure");
    riverside.releaseRedacted(riverside.asked(claimId, 3), UnaryOperator.identity(), "Procedure");
    course.settled(claimId);
  }

  @Test
  void what_was_released_is_searched_in_pages_and_nothing_else_is_counted() {
    var claimId = riverside.submit(large(Desk.member()));
    riverside.release(
        riverside.asked(claimId, 1),
        UnaryOperator.identity(),
        "Procedure",
        "Condition",
        "Encounter");
    course.settled(claimId);
    String decision =
        as(ADJUDICATOR)
            .get("/releases?claim=" + claimId)
            .then()
            .statusCode(200)
            .body("state", contains("KEPT"))
            .body("[0].leaves", equalTo(3))
            .extract()
            .path("[0].decisionId");

    var first = everything("decision=" + decision + "&_count=2").then().statusCode(200);
    first.body("total", equalTo(3)).body("entry.size()", equalTo(2));
    String next = first.extract().path("link.find{it.relation=='next'}.url");
    operation(ADJUDICATOR)
        .get(next)
        .then()
        .statusCode(200)
        .body("total", equalTo(3))
        .body("entry.resource.resourceType", contains("Encounter"))
        .body("link.relation", contains("self"));
    var other = next.charAt(next.length() - 5) == 'A' ? 'B' : 'A';
    var forged = next.substring(0, next.length() - 5) + other + next.substring(next.length() - 4);
    operation(ADJUDICATOR).get(forged).then().statusCode(400).body("code", equalTo("page.invalid"));

    everything("decision=" + decision + "&_type=Condition,Patient")
        .then()
        .body("total", equalTo(1))
        .body("entry.resource.resourceType", contains("Condition"));
    everything("decision=" + decision + "&_lastUpdated=lt2026-01-01")
        .then()
        .body("total", equalTo(0));
    everything("decision=" + decision + "&_since=2026-01-01T00:00:00Z")
        .then()
        .body("total", equalTo(3));
    everything("decision=" + decision + "&_lastUpdated=yesterday")
        .then()
        .statusCode(400)
        .body("code", equalTo("search.parameter"));
    everything("decision=none").then().statusCode(404).body("code", equalTo("release.not-found"));
    operation(MANAGER)
        .get("/fhir/Patient/$everything?decision=" + decision)
        .then()
        .statusCode(403)
        .body("code", equalTo("role.missing"));
  }

  private static Response everything(String query) {
    return operation(ADJUDICATOR).get("/fhir/Patient/$everything?" + query);
  }

  /** REST Assured would write {@code %24}. */
  private static RequestSpecification operation(String token) {
    return as(token).urlEncodingEnabled(false);
  }

  private static ReleasePackage unsigned(ReleasePackage genuine) {
    return new ReleasePackage(
        genuine.decisionId(),
        genuine.custodian(),
        genuine.grantee(),
        genuine.purpose(),
        genuine.headId(),
        genuine.headVersion(),
        genuine.releaseSalt(),
        genuine.leaves());
  }

  @Test
  void a_release_that_lacks_the_evidence_pends_the_claim() {
    var claimId = riverside.submit(large(Desk.member()));
    riverside.release(riverside.asked(claimId, 1), UnaryOperator.identity(), "Condition");
    assertThat(course.pended(claimId, 1).reason()).isEqualTo("EVIDENCE_INCOMPLETE");
    assertThat(course.entry(claimId).pendReason()).isEqualTo(PendReason.EVIDENCE_INCOMPLETE);
  }

  @Test
  void without_consent_the_claim_is_pended_and_the_answer_asks_again() {
    var claimId = riverside.submit(large(Desk.member()));
    var first = riverside.asked(claimId, 1);
    riverside.refuse(first, DenialReason.NO_CONSENT);
    var pended = course.pended(claimId, 1);
    assertThat(pended.reason()).isEqualTo("CONSENT_AWAITED");
    assertThat(course.entry(claimId).state()).isEqualTo(State.PENDED);
    assertThat(course.entry(claimId).deadline()).isEqualTo(pended.deadline());

    riverside.answer(claimId, 2);

    var second = riverside.asked(claimId, 2);
    assertThat(second.requestId()).isNotEqualTo(first.requestId());
    riverside.release(first, UnaryOperator.identity(), "Procedure");
    assertThat(course.entry(claimId).state()).isEqualTo(State.SUBMITTED);
    riverside.release(second, UnaryOperator.identity(), "Procedure");
    course.settled(claimId);
  }

  @Test
  void what_the_patient_declined_is_not_waited_for() {
    var claimId = riverside.submit(large(Desk.member()));
    riverside.refuse(riverside.asked(claimId, 1), DenialReason.NO_CONSENT, false);
    assertThat(course.settled(claimId).reasonCodes()).contains("252");
  }

  private static ReleasePackage altered(ReleasePackage genuine) {
    var leaf = genuine.leaves().getFirst();
    var document = "{\"resourceType\":\"Procedure\"}".getBytes(StandardCharsets.UTF_8);
    var changed =
        new ReleasePackage.Leaf(
            leaf.released(),
            leaf.salt(),
            document,
            leaf.path(),
            leaf.size(),
            leaf.root(),
            leaf.original());
    return new ReleasePackage(
        genuine.decisionId(),
        genuine.custodian(),
        genuine.grantee(),
        genuine.purpose(),
        genuine.headId(),
        genuine.headVersion(),
        genuine.releaseSalt(),
        List.of(changed),
        genuine.redactions());
  }

  private static Claim large(String member) {
    return line(claim(member), PROCEDURE, "2000.00");
  }
}
