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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.requester.Askers;
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

  @Test
  void an_adjudicator_asks_for_more_in_their_own_name_and_the_claim_comes_back() {
    var claimId = riverside.submit(line(claim(Desk.member()), PROCEDURE, "36000.00"));
    var byPlan = riverside.asked(claimId, 1);
    assertThat(byPlan.asker().word().actors()).containsExactly(Askers.role("adjudicator"));
    riverside.release(byPlan, UnaryOperator.identity(), "Procedure");
    course.awaitStage(claimId, "QUEUED");
    assertThat(ask("0".repeat(32), "[\"Condition\"]")).isEqualTo(404);
    assertThat(ask(claimId, "[\"no type\"]")).isEqualTo(400);
    assertThat(ask(claimId, "[]")).isEqualTo(400);

    assertThat(ask(claimId, "[\"Condition\"]")).isEqualTo(202);

    var own = riverside.asked(claimId, 2);
    assertThat(own.classes()).containsExactly("Condition");
    assertThat(own.asker().word().actors())
        .containsExactly(Askers.practitioner("harbor", "hank"), Askers.role("adjudicator"));
    assertThat(own.asker().word().requestId()).isEqualTo(own.requestId());
    assertThat(ask(claimId, "[\"Condition\"]")).as("while it waits for that").isEqualTo(404);
    riverside.release(own, UnaryOperator.identity(), "Condition");
    course.awaitStage(claimId, "QUEUED");
    as(ADJUDICATOR)
        .get("/queue/" + claimId)
        .then()
        .body("evidence.resources.type", containsInAnyOrder("Procedure", "Condition"));
  }

  private static int ask(String claimId, String classes) {
    return as(ADJUDICATOR)
        .contentType("application/json")
        .body("{\"classes\":" + classes + "}")
        .post("/queue/" + claimId + "/evidence")
        .statusCode();
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
