package io.tallystick.kit.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.events.content.ClaimPended;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.observe.Traceparent;
import io.tallystick.kit.observe.Tracing;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.TestEvents;
import io.tallystick.kit.testing.TestInstitution;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One trace id leads through what the kit does; what can be measured is in the guide. */
@QuarkusTest
@Deployed
class ObserveTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-00";
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (tallystick_[a-z_]+) ");

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject Remembered remembered;
  @Inject Tracing tracing;
  @Inject TailProgress tail;
  @Inject Ids ids;

  private final TestInstitution harbor = TestInstitution.of("harbor");

  @BeforeEach
  void consortiumIsKnown() throws Exception {
    assertThat(tail.await(1, PATIENCE)).isTrue();
  }

  @Test
  void an_event_is_handled_in_the_trace_it_came_in() throws Exception {
    var claimId = ids.next();
    TestEvents.send(pended(harbor.events().inTrace(PARENT), claimId));
    awaitEffect(claimId);
    assertThat(remembered.trace(claimId)).startsWith("00-" + TRACE + "-").isNotEqualTo(PARENT);
  }

  @Test
  void a_malformed_trace_stops_no_event_and_a_missing_one_begins_anew() throws Exception {
    for (var events : new TestEvents[] {harbor.events().inTrace("00-zz-1"), harbor.events()}) {
      var claimId = ids.next();
      TestEvents.send(pended(events, claimId));
      awaitEffect(claimId);
      assertThat(remembered.trace(claimId)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }
  }

  @Test
  void an_event_leaves_in_the_trace_that_wrote_it_and_log_lines_carry_its_id() {
    var claimId = ids.next();
    var content = new ClaimPended(claimId, "REVIEW", now(), "");
    var logged = new CompletableFuture<Object>();
    tracing.run(
        PARENT,
        "test",
        () -> {
          logged.complete(MDC.get("traceId"));
          transactions.useTransaction(
              tx ->
                  outbox.add(
                      tx,
                      new OutgoingEvent(
                          "claim.pended",
                          "harbor",
                          OutgoingEvent.CLAIMS,
                          claimId,
                          null,
                          content,
                          true)));
        });
    assertThat(logged.join()).isEqualTo(TRACE);
    assertThat(MDC.get("traceId")).isNull();
    assertThat(Traceparent.current()).isNull();
    assertThat(harbor.events().await("claims", "claim.pended", claimId, PATIENCE))
        .hasValueSatisfying(
            it ->
                assertThat(it.attributes().get("ce_traceparent")).startsWith("00-" + TRACE + "-"));
  }

  @Test
  void every_metric_of_ours_is_in_the_guide() throws IOException, InterruptedException {
    var guide = Files.readString(Path.of("../docs/operations/observe.md"));
    var claimId = ids.next();
    TestEvents.send(pended(harbor.events(), claimId));
    awaitEffect(claimId);
    var families =
        awaitFamilies("tallystick_events_lag", "tallystick_events", "tallystick_outbox_events");
    assertThat(families).contains("tallystick_events_lag", "tallystick_events");
    assertThat(families).allMatch(it -> guide.contains("`" + it), "is in observe.md");
  }

  private static List<String> awaitFamilies(String... wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
      var families = FAMILY.matcher(metrics).results().map(it -> it.group(1)).toList();
      if (families.containsAll(List.of(wanted)) || System.nanoTime() > deadline) return families;
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void awaitEffect(String claimId) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (remembered.of(claimId).isEmpty()) {
      assertThat(System.nanoTime()).as("handled in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static TestEvents.Prepared pended(TestEvents from, String claimId) {
    return from.prepare(
        "claim.pended",
        "riverside",
        "claims",
        claimId,
        null,
        new ClaimPended(claimId, "REVIEW", now(), ""),
        true);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
