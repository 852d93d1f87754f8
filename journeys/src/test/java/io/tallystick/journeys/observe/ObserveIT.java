package io.tallystick.journeys.observe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.journeys.system.Bills;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What an operator sees of a claim, from outside: the trace on the wire, the numbers scraped. */
@NeedsWholeSystem
@Order(35)
class ObserveIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Two readings of the tables: they are read every 15 seconds. */
  private static final Duration READ_AGAIN = Duration.ofSeconds(40);

  /** A metric's name in the table of docs/operations/observe.md. */
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(tallystick_[a-z_]+)` \\|");

  /** Counted once it happened: a group that fell apart, which no test here brings about. */
  private static final Set<String> IN_TROUBLE = Set.of("tallystick_ledger_batch_splits_total");

  private final WholeSystem system;
  private final Town town;
  private final String traceId = HexFormat.of().formatHex(bytes(16));
  private String claimId;
  private BlockWatch ledger;

  ObserveIT(WholeSystem system) {
    this.system = system;
    this.town = system.town();
  }

  @BeforeAll
  void a_claim_that_needs_a_release_is_sent_with_a_trace() throws InterruptedException {
    var patients = new Patients(system);
    var patient =
        patients.agreeing().filter(p -> !Patients.examined(p).isEmpty()).findFirst().orElseThrow();
    patients.prepare(List.of(patient));
    ledger = system.ledger();
    leaveOneWaiting(patients);
    for (var claim : Patients.examined(patient)) {
      claimId = send(claim);
      var rests = ledger.await(c -> c.claim(claimId).filter(Trail::atRest).isPresent(), PATIENCE);
      assertThat(rests).as("claim %s comes to rest", claimId).isTrue();
      boolean released =
          ledger.chain().accesses(claimId).stream().anyMatch(d -> d.access().permitted());
      if (released) return;
    }
    throw new AssertionError("no claim of this patient needed a release");
  }

  /** A claim that is pended for want of a consent: without one, no age is served. */
  private void leaveOneWaiting(Patients patients) throws InterruptedException {
    var silent = patients.cast().silent();
    patients.prepare(List.of(silent));
    var id = send(Patients.costly(silent).getFirst());
    var pended = ledger.await(c -> c.claim(id).filter(Trail::atRest).isPresent(), PATIENCE);
    assertThat(pended).as("claim %s comes to rest", id).isTrue();
    assertThat(ledger.chain().claim(id).orElseThrow().state()).isEqualTo(State.PENDED);
  }

  @AfterAll
  void close() {
    if (ledger != null) ledger.close();
  }

  @Test
  void one_trace_id_leads_from_the_request_to_the_answer() {
    var events = KafkaTraffic.about(system.devnet(), claimId);
    assertThat(events)
        .extracting(KafkaTraffic.Event::type)
        .contains("claim.submitted", "evidence.requested", "evidence.released", "claim.settled");
    assertThat(events)
        .allSatisfy(
            event ->
                assertThat(event.traceparent()).as(event.type()).startsWith("00-" + traceId + "-"));
  }

  @Test
  void every_documented_number_is_served() throws Exception {
    var documented = new TreeSet<>(documented());
    assertThat(documented).hasSizeGreaterThan(15);
    documented.removeAll(IN_TROUBLE);
    var until = System.nanoTime() + READ_AGAIN.toNanos();
    while (true) {
      var missing = new TreeSet<>(documented);
      services().map(Metrics::of).forEach(metrics -> missing.removeIf(metrics::has));
      if (missing.isEmpty()) return;
      assertThat(System.nanoTime()).as("not served: %s", missing).isLessThan(until);
      Thread.sleep(500);
    }
  }

  @Test
  void no_number_is_served_that_the_documentation_leaves_out() throws IOException {
    var served =
        services()
            .flatMap(service -> Metrics.of(service).series().keySet().stream())
            .filter(name -> name.startsWith("tallystick_"))
            .map(name -> name.replaceAll("\\{.*|_(count|sum|max|bucket)(\\{.*)?$", ""))
            .collect(Collectors.toCollection(HashSet::new));
    assertThat(served).isNotEmpty().isSubsetOf(documented());
  }

  /**
   * The tables' numbers are the ledger's: settled claims of one hospital, counted in the blocks.
   */
  @Test
  void the_claims_by_state_are_the_ledgers() throws Exception {
    var hospital = ledger.chain().claim(claimId).orElseThrow().last().entry().provider();
    var until = System.nanoTime() + READ_AGAIN.toNanos();
    while (true) {
      long settled = settledOf(hospital);
      var told =
          Metrics.of(town.at().claims(hospital)).sum("tallystick_claims", "state", "SETTLED");
      if (told.isPresent() && told.getAsDouble() == settled) return;
      assertThat(System.nanoTime()).as("%s settled, told %s", settled, told).isLessThan(until);
      Thread.sleep(500);
    }
  }

  private long settledOf(String hospital) {
    var chain = ledger.chain();
    return chain.claimIds().stream()
        .map(id -> chain.claim(id).orElseThrow().last().entry())
        .filter(claim -> claim.provider().equals(hospital) && claim.state() == State.SETTLED)
        .count();
  }

  private String send(ImportedClaim claim) {
    var run = Long.toString(town.clock().millis(), 36);
    var bill = Bills.dearer(claim, 1 + town.clock().millis() % 10_000);
    var location =
        given()
            .contentType(Api.FHIR)
            .auth()
            .oauth2(town.billing(claim.hospital()))
            .header(
                "traceparent", "00-" + traceId + "-" + HexFormat.of().formatHex(bytes(8)) + "-01")
            .body(Fhir.bytes(bill.numbered("C-observe-" + run, "B-observe-" + run)))
            .post(town.at().claims(claim.hospital()) + "/fhir/Claim")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private Stream<String> services() {
    var at = town.at();
    return Stream.of(
        at.gateway("riverside"),
        at.gateway("summit"),
        at.claims("riverside"),
        at.claims("summit"),
        at.claims("authority"),
        at.insurer("harbor"),
        at.insurer("meridian"));
  }

  private static Set<String> documented() throws IOException {
    var page = Installation.find().root().resolve("docs/operations/observe.md");
    return DOCUMENTED
        .matcher(Files.readString(page))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
