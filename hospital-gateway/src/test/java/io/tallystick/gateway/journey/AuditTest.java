package io.tallystick.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Who saw my records, when, why, under which consent: as many answers as the ledger has decisions.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class AuditTest {

  private static final String AUDIT = "/fhir/AuditEvent";
  private static final int DECISIONS = 75;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject Harbor harbor;
  @Inject Transactions transactions;

  @Test
  void every_decision_on_the_ledger_is_one_event_of_the_same_id_and_no_event_is_more() {
    var agreeing = TestPatient.enrolled().published();
    agreeing.grants("harbor", List.of("Condition"), List.of());
    var silent = TestPatient.enrolled().published();
    var claim = harbor.claim();
    for (int i = 0; i < DECISIONS; i++) {
      harbor.request(i % 3 == 0 ? agreeing : silent, claim, "Condition");
    }
    Summit.asks(Summit.emergency(silent.mrn())).then().statusCode(200);
    harbor.until(() -> total(agreeing) == DECISIONS / 3);
    harbor.until(() -> total(silent) == DECISIONS - DECISIONS / 3 + 1);

    var events = paged(AuditTest::officer, AUDIT + "?_count=30");
    var ids = ids(events);
    assertThat(ids).as("each id once").hasSize(events.size());
    assertThat(ids).hasSizeGreaterThan(DECISIONS).isEqualTo(onLedger());
    var permitted = events.stream().filter(e -> e.path("outcome").asText().equals("0")).count();
    assertThat(permitted).isGreaterThan(DECISIONS / 3);
    assertThat(ids(paged(() -> mine(silent), query(silent) + "&_count=23")))
        .hasSize(DECISIONS - DECISIONS / 3 + 1)
        .isSubsetOf(ids);
  }

  @Test
  void an_event_says_who_when_why_and_under_which_consent_after_ihe_balp() {
    var patient = TestPatient.enrolled().published();
    var head = patient.grants("harbor", List.of("Condition"), List.of());
    var access = harbor.asks(patient, harbor.claim(), "Condition");
    var event = paged(() -> mine(patient), query(patient)).getFirst();

    assertThat(event.path("id").asText()).isEqualTo(access.get("accessId"));
    assertThat(event.at("/meta/profile/0").asText()).endsWith("IHE.BasicAudit.AuthZconsent");
    assertThat(event.at("/type/code").asText()).isEqualTo("110113");
    assertThat(event.at("/subtype/0/code").asText()).isEqualTo("AuthZ-Consent");
    assertThat(event.path("action").asText()).isEqualTo("E");
    assertThat(event.path("outcome").asText()).isEqualTo("0");
    assertThat(event.at("/purposeOfEvent/0/coding/0/code").asText()).isEqualTo("HPAYMT");
    assertThat(codes(event.path("agent"), "/type/coding/0/code"))
        .containsExactlyInAnyOrder("authserver", "110150", "IRCP", "PROV");
    var user = find(event.path("agent"), "/type/coding/0/code", "IRCP");
    assertThat(user.at("/who/identifier/value").asText()).isEqualTo("harbor");
    assertThat(user.path("requestor").asBoolean()).isTrue();
    var client = find(event.path("agent"), "/type/coding/0/code", "110150");
    assertThat(client.at("/network/address").asText()).isNotBlank();
    assertThat(codes(event.path("entity"), "/type/code")).containsExactlyInAnyOrder("1", "Consent");
    assertThat(find(event.path("entity"), "/type/code", "1").at("/what/reference").asText())
        .isEqualTo("Patient/" + patient.patientId());
    assertThat(
            find(event.path("entity"), "/type/code", "Consent")
                .at("/what/identifier/value")
                .asText())
        .isEqualTo(head);
    mine(patient).get(AUDIT + "/" + access.get("accessId")).then().statusCode(200);
  }

  @Test
  void a_day_narrows_and_anothers_events_are_nobodys() {
    var patient = TestPatient.enrolled().published();
    var access = harbor.asks(patient, harbor.claim(), "Condition");
    var today = LocalDate.now(ZoneOffset.UTC);
    var query = query(patient);
    search(patient, query + "&date=ge" + today.minusDays(1)).body("total", equalTo(1));
    search(patient, query + "&date=lt" + today.minusDays(1)).body("total", equalTo(0));
    search(patient, query + "&date=ge2020-01-01&date=le2020-12-31").body("total", equalTo(0));
    problem(mine(patient).get(query + "&date=ap2020"), 400, "date.malformed");
    problem(mine(patient).get(query + "&_page=x"), 400, "page.malformed");
    var stranger = TestPatient.enrolled();
    problem(mine(stranger).get(query), 404, "patient.not-found");
    problem(mine(stranger).get(AUDIT), 404, "patient.not-found");
    problem(mine(stranger).get(AUDIT + "/" + access.get("accessId")), 404, "audit.not-found");
    problem(Riverside.clerk().get(query), 403, "role.missing");
  }

  @Test
  void an_emergency_says_that_no_consent_was_asked() {
    var patient = TestPatient.enrolled().published();
    Summit.asks(Summit.emergency(patient.mrn())).then().statusCode(200);
    harbor.until(() -> total(patient) == 1);
    search(patient, query(patient))
        .body("entry.resource.subtype.code.flatten()", containsInAnyOrder("AuthZ-Role"))
        .body("entry.resource.outcome", everyItem(equalTo("0")))
        .body("entry", hasSize(1));
  }

  private io.restassured.response.ValidatableResponse search(TestPatient patient, String query) {
    return mine(patient).get(query).then().statusCode(200);
  }

  private static RequestSpecification mine(TestPatient patient) {
    return Riverside.patient(patient.subject());
  }

  private static int total(TestPatient patient) {
    return mine(patient)
        .get(query(patient) + "&_count=1")
        .then()
        .statusCode(200)
        .extract()
        .path("total");
  }

  private static String query(TestPatient patient) {
    return AUDIT + "?patient=" + patient.patientId();
  }

  private static RequestSpecification officer() {
    return Riverside.as(TestTokens.staff("riverside", "petra", "privacy-officer"));
  }

  /** All pages, by their links. */
  private static List<JsonNode> paged(Supplier<RequestSpecification> as, String first) {
    var all = new ArrayList<JsonNode>();
    String next = first;
    while (next != null) {
      var page =
          json(
              as.get()
                  .urlEncodingEnabled(false)
                  .get(next)
                  .then()
                  .statusCode(200)
                  .extract()
                  .asByteArray());
      page.path("entry").forEach(entry -> all.add(entry.path("resource")));
      next = null;
      for (var link : page.path("link")) {
        if (link.path("relation").asText().equals("next")) next = link.path("url").asText();
      }
    }
    return all;
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static Set<String> ids(List<JsonNode> events) {
    return events.stream()
        .map(event -> event.path("id").asText())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** As the block tail read them, which knows nothing of the table of decisions. */
  private Set<String> onLedger() {
    return transactions.inTransaction(
        tx ->
            tx
                .select("select value from ledger_entry where starts_with(key, 'access~')")
                .map((row, context) -> CanonicalJson.read(row.getString(1), Access.class))
                .list()
                .stream()
                .filter(access -> access.custodian().equals("riverside"))
                .map(Access::accessId)
                .collect(Collectors.toSet()));
  }

  private static List<String> codes(JsonNode list, String at) {
    return StreamSupport.stream(list.spliterator(), false).map(n -> n.at(at).asText()).toList();
  }

  private static JsonNode find(JsonNode list, String at, String code) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(node -> node.at(at).asText().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static void problem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }
}
