package io.tallystick.journeys.release;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import io.restassured.response.Response;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.stage.SendClaim;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Chain.Decided;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.journeys.system.Bills;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What leaves a hospital, what stays behind in it, and how its recipient reads it. */
@NeedsWholeSystem
@Order(33)
class ReleaseIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String GRANTEE = "harbor";

  private final WholeSystem system;
  private final Town town;
  private BlockWatch ledger;
  private WordyVisit visit;
  private String decisionId;

  ReleaseIT(WholeSystem system) {
    this.system = system;
    this.town = system.town();
  }

  @BeforeAll
  void a_visit_with_words_and_a_standing_consent() {
    ledger = system.ledger();
    visit = WordyVisit.published(system, GRANTEE);
  }

  @AfterAll
  void close() {
    if (ledger != null) ledger.close();
  }

  @Test
  @Order(1)
  void what_may_leave_in_part_leaves_without_its_words() throws Exception {
    decisionId = visit.asked();
    var answer = fetched(GRANTEE);
    answer.then().statusCode(200);
    var released = opened(answer.asString());
    var text = new StringBuilder();
    for (var leaf : released.leaves()) {
      assertThat(leaf.isOf(leaf.root(), leaf.size())).isTrue();
      text.append(new String(leaf.document(), StandardCharsets.UTF_8));
    }
    assertThat(text.toString())
        .contains(WordyVisit.MEASURED, "REDACTED")
        .doesNotContain(WordyVisit.NEEDLE, WordyVisit.WITHHELD);
    assertThat(released.redactions()).isNotNull();
  }

  @Test
  @Order(2)
  void a_release_is_its_grantee_s() {
    fetched("meridian").then().statusCode(404).body("code", equalTo("release.not-found"));
    given()
        .auth()
        .oauth2(town.ehr(WordyVisit.HOSPITAL))
        .get(release())
        .then()
        .statusCode(403)
        .body("code", equalTo("role.missing"));
  }

  @Test
  @Order(3)
  void after_a_revocation_it_is_withdrawn() {
    visit.revoke();
    fetched(GRANTEE).then().statusCode(410).body("code", equalTo("release.withdrawn"));
  }

  @Test
  @Order(4)
  void a_payer_reads_what_it_received_page_by_page() throws InterruptedException {
    var decided = released();
    var insurer = decided.access().grantee();
    var all = new ArrayList<JsonNode>();
    var page =
        read(
            insurer,
            town.at().insurer(insurer)
                + "/fhir/Patient/$everything?_count=1&decision="
                + decided.access().accessId());
    int total = page.path("total").asInt();
    while (true) {
      page.path("entry").forEach(entry -> all.add(entry.path("resource")));
      var next = page.at("/link/1/url");
      if (next.isMissingNode()) break;
      page = read(insurer, next.asText());
      assertThat(page.path("total").asInt()).isEqualTo(total);
    }
    assertThat(all).hasSize(total);
    var listed =
        read(insurer, town.at().insurer(insurer) + "/releases?claim=" + decided.access().claimId());
    assertThat(listed.at("/0/leaves").asInt()).isEqualTo(total);
    var nobody = town.at().insurer(insurer) + "/fhir/Patient/$everything?decision=none";
    assertThat(town.api().get(nobody, adjudicator(insurer)).code()).isEqualTo("release.not-found");
  }

  /** Some claim that evidence was released for. */
  private Decided released() throws InterruptedException {
    var patients = new Patients(system);
    var patient = patients.agreeing().filter(p -> !Patients.examined(p).isEmpty()).findFirst();
    patients.prepare(List.of(patient.orElseThrow()));
    var cents = 3_000 + town.clock().millis() / 1000 % 1_000;
    for (var claim : Patients.examined(patient.orElseThrow())) {
      var found = released(sent(Bills.dearer(claim, cents)));
      if (!found.isEmpty()) return found.getFirst();
    }
    throw new AssertionError("no claim of this patient needed a release");
  }

  private List<Decided> released(String claimId) {
    return ledger.chain().accesses(claimId).stream().filter(d -> d.access().permitted()).toList();
  }

  private String sent(ImportedClaim claim) throws InterruptedException {
    var run = "release-" + Long.toString(town.clock().millis(), 36);
    var sent = new SendClaim(town, run).send(claim, 0);
    var id = sent.claimId().orElseThrow(() -> new AssertionError(sent.problem()));
    assertThat(ledger.await(c -> c.claim(id).filter(Trail::atRest).isPresent(), PATIENCE)).isTrue();
    return id;
  }

  private JsonNode read(String insurer, String url) {
    return town.api().get(url, adjudicator(insurer)).orThrow("a released page").body();
  }

  private String adjudicator(String insurer) {
    return town.tokens().ofStaff(insurer, insurer.equals("harbor") ? "hank" : "mia");
  }

  private Response fetched(String grantee) {
    var token = town.tokens().ofService(grantee, "insurer-service", WordyVisit.HOSPITAL);
    return given().auth().oauth2(token).get(release());
  }

  private String release() {
    return town.at().gateway(WordyVisit.HOSPITAL) + "/releases/" + decisionId;
  }

  private ReleasePackage opened(String jwe) throws Exception {
    var file = system.devnet().home().folder().resolve("keys/" + GRANTEE + "/encryption.jwk");
    var sealed = JWEObject.parse(jwe);
    sealed.decrypt(new ECDHDecrypter(ECKey.parse(Files.readString(file))));
    return CanonicalJson.read(sealed.getPayload().toBytes(), ReleasePackage.class);
  }
}
