package io.tallystick.insurer.flow;

import static io.tallystick.insurer.flow.Billed.OFFICE_VISIT;
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
import io.tallystick.kit.testing.ConsortiumResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "harbor"),
      @ResourceArg(name = "service", value = "insurer-service"),
      @ResourceArg(name = "parts", value = "postgres,ledger")
    })
class ReviewTest {

  @Inject Riverside riverside;
  @Inject Course course;
  @Inject Told told;

  @Test
  void an_adjudicator_decides_what_the_plan_leaves_to_people_and_only_one_does() {
    var costly = line(claim(Desk.member()), PROCEDURE, "36000.00");
    line(costly, OFFICE_VISIT, "100.00");
    var claimId = riverside.submit(costly);
    riverside.release(riverside.asked(claimId, 1), UnaryOperator.identity(), "Procedure");
    course.awaitStage(claimId, "QUEUED");

    as(MANAGER).get("/queue").then().statusCode(403).body("code", equalTo("role.missing"));
    as(ADJUDICATOR).get("/queue").then().body("claimId", org.hamcrest.Matchers.hasItem(claimId));
    as(ADJUDICATOR)
        .get("/queue/" + claimId)
        .then()
        .statusCode(200)
        .body("lines.proposed", contains("allow", "allow"))
        .body("evidence.state", equalTo("RELEASED"))
        .body("evidence.withheld", equalTo(2))
        .body("evidence.resources.type", contains("Procedure"));
    decide(claimId, "{\"lines\":[{\"sequence\":9,\"decision\":\"deny\"}]}", 422);
    decide(claimId, "{\"lines\":[{\"sequence\":1,\"decision\":\"deny\",\"carc\":\"1\"}]}", 422);

    decide(claimId, "{\"note\":\"" + "x".repeat(4_001) + "\"}", 400);

    var ruling =
        "{\"lines\":[{\"sequence\":1,\"decision\":\"deny\",\"carc\":\"50\"}],\"note\":\"n\"}";
    var both =
        List.of(
            CompletableFuture.supplyAsync(() -> status(claimId, ruling)),
            CompletableFuture.supplyAsync(() -> status(claimId, ruling)));
    assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409);

    assertThat(course.settled(claimId).reasonCodes()).containsExactly("3", "45", "50");
    assertThat(told.of(claimId).stream().filter(e -> e.type().equals("claim.settled"))).hasSize(1);
  }

  private static void decide(String claimId, String ruling, int status) {
    assertThat(status(claimId, ruling)).isEqualTo(status);
  }

  private static int status(String claimId, String ruling) {
    return as(ADJUDICATOR)
        .contentType("application/json")
        .body(ruling)
        .post("/queue/" + claimId + "/decide")
        .statusCode();
  }
}
