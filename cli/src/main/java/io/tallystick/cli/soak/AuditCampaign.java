package io.tallystick.cli.soak;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.stage.InParallel;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.watch.BlockWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two insurers ask a hospital for records of a patient who doesn't answer; each request lapses. */
final class AuditCampaign {

  private static final String HOSPITAL = "riverside";
  private static final String OFFICER = "petra";
  private static final List<String> INSURERS = List.of("harbor", "meridian");
  private static final String NS = "https://tallystick.example/ns/";
  private static final String CDEX = "http://hl7.org/fhir/us/davinci-cdex/CodeSystem/cdex-temp";
  private static final String HREX = "http://hl7.org/fhir/us/davinci-hrex/CodeSystem/hrex-temp";
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /**
   * @param ledger accesses of the hospital on the ledger, those before the campaign included
   * @param events its AuditEvents
   * @param missing on the ledger, and no event of that id
   * @param more events that the ledger doesn't know
   */
  record Result(
      long seed, int asked, int ledger, int events, int missing, int more, Duration took) {

    boolean agree() {
      return missing == 0 && more == 0 && ledger == events;
    }

    @Override
    public String toString() {
      return """
      seed %d: %,d requests, all decided after %d s
      accesses of %s on the ledger  %,10d
      its AuditEvents               %,10d
      missing %d, unknown to the ledger %d: %s\
      """
          .formatted(
              seed,
              asked,
              took.toSeconds(),
              HOSPITAL,
              ledger,
              events,
              missing,
              more,
              agree() ? "equal in number and id" : "THEY DIFFER");
    }
  }

  private final Town town;
  private final BlockWatch ledger;
  private final long seed;
  private final int callers;
  private final String mrn;

  AuditCampaign(Town town, BlockWatch ledger, long seed, int callers) {
    this.town = town;
    this.ledger = ledger;
    this.seed = seed;
    this.callers = callers;
    this.mrn = "SOAK-" + Long.toString(town.clock().millis(), 36);
  }

  Result run(int decisions) throws InterruptedException {
    var begun = town.clock().instant();
    register();
    int before = ledger.chain().accessesOf(HOSPITAL).size();
    var random = new Random(seed);
    var asked =
        IntStream.range(0, decisions)
            .mapToObj(i -> new Asked(INSURERS.get(random.nextInt(2)), random.nextInt(5, 30)))
            .toList();
    InParallel.each(callers, asked, this::ask);
    var decided =
        ledger.await(chain -> chain.accessesOf(HOSPITAL).size() >= before + decisions, PATIENCE);
    if (!decided) System.err.println("not everything was decided in " + PATIENCE);
    var took = Duration.between(begun, town.clock().instant());
    return compared(decisions, took);
  }

  /**
   * @param seconds until the request lapses
   */
  private record Asked(String insurer, int seconds) {}

  private void register() {
    var patient = Fhir.object().put("resourceType", "Patient").put("birthDate", "1980-02-03");
    patient
        .putArray("identifier")
        .addObject()
        .put("system", NS + "mrn/" + HOSPITAL)
        .put("value", mrn);
    var name = patient.putArray("name").addObject().put("family", "Soak");
    name.putArray("given").add(mrn);
    town.api()
        .post(gateway() + "/fhir/Patient", town.ehr(HOSPITAL), Api.FHIR, patient)
        .orThrow("a patient");
  }

  private String ask(Asked asked) {
    var token = town.tokens().ofService(asked.insurer(), "insurer-service", HOSPITAL);
    var until = town.clock().instant().plusSeconds(asked.seconds());
    return town.api()
        .post(gateway() + "/fhir/Task", token, Api.FHIR, task(asked.insurer(), until))
        .orThrow("a request")
        .body()
        .path("id")
        .asText();
  }

  /** A query Task after Da Vinci CDex. */
  private ObjectNode task(String insurer, Instant until) {
    var task = Fhir.object().put("resourceType", "Task").put("status", "requested");
    task.put("intent", "order").put("authoredOn", town.clock().instant().toString());
    code(task.putObject("code"), CDEX, "data-request-query");
    identified(task.putObject("for"), NS + "mrn/" + HOSPITAL, mrn);
    identified(task.putObject("requester"), NS + "org", insurer);
    identified(task.putObject("owner"), NS + "org", HOSPITAL);
    task.putObject("restriction").putObject("period").put("end", until.toString());
    var inputs = task.putArray("input");
    var query = inputs.addObject().put("valueString", "Condition");
    code(query.putObject("type"), HREX, "data-query");
    var purpose = inputs.addObject();
    code(purpose.putObject("type"), CDEX, "purpose-of-use");
    code(
        purpose.putObject("valueCodeableConcept"),
        "http://terminology.hl7.org/CodeSystem/v3-ActReason",
        "HPAYMT");
    return task;
  }

  private static void code(ObjectNode concept, String system, String code) {
    concept.putArray("coding").addObject().put("system", system).put("code", code);
  }

  private static void identified(ObjectNode reference, String system, String value) {
    reference.putObject("identifier").put("system", system).put("value", value);
  }

  private Result compared(int asked, Duration took) {
    var events = new HashSet<String>();
    int count = 0;
    String next = gateway() + "/fhir/AuditEvent?_count=500";
    while (next != null) {
      var page =
          town.api()
              .get(next, town.tokens().ofStaff(HOSPITAL, OFFICER))
              .orThrow("a page of audit events")
              .body();
      next = null;
      for (var link : page.path("link")) {
        if (link.path("relation").asText().equals("next")) next = link.path("url").asText();
      }
      for (var entry : page.path("entry")) {
        count++;
        events.add(entry.at("/resource/id").asText());
      }
    }
    var accesses = onLedger();
    return new Result(
        seed,
        asked,
        accesses.size(),
        count,
        without(accesses, events),
        without(events, accesses),
        took);
  }

  private Set<String> onLedger() {
    return ledger.chain().accessesOf(HOSPITAL).stream()
        .map(decided -> decided.access().accessId())
        .collect(Collectors.toSet());
  }

  private static int without(Set<String> some, Set<String> others) {
    return (int) some.stream().filter(id -> !others.contains(id)).count();
  }

  private String gateway() {
    return town.at().gateway(HOSPITAL);
  }
}
