package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.Riverside.clerk;
import static io.tallystick.gateway.journey.Riverside.patient;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.testing.ConsortiumResource;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint that acts for a patient, whoever adds it: to a stranger there is no such patient,
 * and a delegate for another institution, who may only look, changes nothing and sees nothing of
 * what is between the patient and this one.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class MandateWalkTest {

  private static final Ids IDS = Ids.secure();

  /** The caller's own: there is no patient in them to be a stranger to. */
  private static final Set<String> OF_THE_CALLER = Set.of("GET me/patients");

  /** Shown to whoever may look: a mandate bounds consenting, not what is at this hospital. */
  private static final Set<String> TO_WHO_MAY_LOOK = Set.of("GET me/records", "GET me/keys");

  private static final Set<String> REFUSALS =
      Set.of(
          "mandate.exceeded",
          "patient.not-found",
          "request.not-found",
          "consent.not-found",
          "paper.not-found",
          "draft.not-found",
          "enrolment.not-found");

  @Inject Harbor harbor;

  @Test
  void nobody_acts_beyond_their_mandate() throws IOException {
    var own = TestPatient.enrolled().published();
    var scene = scene(own);
    var stranger = TestPatient.enrolled();
    var delegate = delegate(own);

    for (var endpoint : endpoints()) {
      var call = scene.get(endpoint);
      assertThat(call).as("no case for %s: add one here", endpoint).isNotNull();
      if (OF_THE_CALLER.contains(endpoint)) continue;
      refused(endpoint, "a stranger", call.by(stranger.subject()));
      if (TO_WHO_MAY_LOOK.contains(endpoint)) {
        assertThat(call.by(delegate).statusCode()).as(endpoint).isEqualTo(200);
      } else if (endpoint.startsWith("GET") && !endpoint.endsWith("scan")) {
        var seen = call.by(delegate).then().statusCode(200).extract().asString();
        assertThat(seen).as("%s shows a delegate for Meridian", endpoint).isEqualTo("[]");
        assertThat(call.by(own.subject()).asString()).as(endpoint).isNotEqualTo("[]");
      } else if (!endpoint.endsWith("keys/seen")) {
        refused(endpoint, "a delegate", call.by(delegate));
      }
    }
    own.get("/me/consents").then().body("[0].state", org.hamcrest.Matchers.equalTo("ACTIVE"));
  }

  private static void refused(String endpoint, String who, Response answer) {
    assertThat(answer.statusCode()).as("%s by %s", endpoint, who).isIn(404, 409);
    assertThat(REFUSALS).as("%s by %s", endpoint, who).contains(answer.path("code").toString());
  }

  private interface Call {
    Response by(String subject);
  }

  /** Something to see or to change behind each of them. */
  private Map<String, Call> scene(TestPatient own) {
    var head = own.grants("harbor", List.of("Encounter"), List.of());
    harbor.asks(own, harbor.claim(), "Condition");
    Summit.asks(Summit.emergency(own.mrn())).then().statusCode(200);
    var asking = new Asking("harbor");
    String task =
        asking
            .post(
                asking.query(own.mrn(), "DiagnosticReport", Instant.now().plus(Duration.ofDays(1))))
            .path("id");
    String draft = own.draft("harbor", List.of("Condition"), List.of()).path("draftId");
    var wish =
        Map.of(
            "patient",
            own.patientId(),
            "grantee",
            "harbor",
            "purpose",
            "HPAYMT",
            "days",
            30,
            "statements",
            List.of(
                Map.of(
                    "provisions",
                    List.of(Map.of("effect", "PERMIT", "classes", List.of("Condition"))))));
    var drafted = new TreeMap<>(wish);
    drafted.remove("purpose");
    var signed = Map.of("draftId", draft, "signature", own.wallet().sign("something"));
    var of = "?patient=" + own.patientId();
    var calls = new TreeMap<String, Call>();
    for (var list :
        List.of("records", "accesses", "break-glass", "consents", "consent-requests", "notices")) {
      calls.put("GET me/" + list, get("/me/" + list + of));
    }
    calls.put("GET me/keys", get("/me/keys" + of));
    calls.put("GET me/patients", get("/me/patients"));
    calls.put("GET me/consents/{headId}/scan", get("/me/consents/" + head + "/scan"));
    calls.put("POST me/notices/seen", post("/me/notices/seen" + of, Map.of()));
    calls.put("POST me/keys/seen", post("/me/keys/seen" + of, Map.of()));
    calls.put(
        "POST me/keys/{enrolmentId}/end",
        post("/me/keys/" + own.enrolmentId() + "/end", Map.of("reason", "LOST")));
    calls.put(
        "POST me/consent-requests/{requestId}/decline",
        post("/me/consent-requests/" + task + "/decline", Map.of()));
    calls.put("POST me/consents/preview", post("/me/consents/preview", wish));
    calls.put("POST me/consents/draft", post("/me/consents/draft", drafted));
    calls.put("POST me/consents", post("/me/consents", signed));
    calls.put(
        "POST me/consents/{headId}/revocation-draft",
        post("/me/consents/" + head + "/revocation-draft", Map.of()));
    calls.put("POST me/consents/{headId}/revoke", post("/me/consents/" + head + "/revoke", signed));
    return calls;
  }

  private static Call get(String path) {
    return subject -> patient(subject).get(path);
  }

  private static Call post(String path, Object body) {
    return subject -> patient(subject).body(body).post(path);
  }

  /** As the resources' own annotations have them. */
  private static Set<String> endpoints() throws IOException {
    var classes = java.nio.file.Path.of("target/classes");
    try (var files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith("Resource.class"))
          .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
          .flatMap(name -> Arrays.stream(loaded(name).getDeclaredMethods()))
          .filter(m -> m.isAnnotationPresent(GET.class) || m.isAnnotationPresent(POST.class))
          .map(MandateWalkTest::endpoint)
          .filter(endpoint -> endpoint.contains(" me/"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String endpoint(Method method) {
    var at = method.getDeclaringClass().getAnnotation(Path.class);
    var below = method.getAnnotation(Path.class);
    var path = (at == null ? "" : at.value()) + "/" + (below == null ? "" : below.value());
    var plain = path.replaceAll("/+", "/").replaceAll("^/|/$", "").replaceAll(":[^}]+}", "}");
    return (method.isAnnotationPresent(GET.class) ? "GET " : "POST ") + plain;
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name, false, MandateWalkTest.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** For Meridian only, and to look only; the subject. */
  private static String delegate(TestPatient own) {
    var subject = "sub-" + IDS.next();
    String enrolment =
        patient(subject)
            .body(
                Map.of(
                    "jwk",
                    new Wallet().publicKey(),
                    "actsAs",
                    "delegate",
                    "family",
                    "Family",
                    "given",
                    "Given",
                    "birthDate",
                    "1980-02-03",
                    "mrn",
                    own.mrn(),
                    "applicant",
                    "Dana Delegate"))
            .post("/enrolments")
            .path("enrolmentId");
    var scope = Map.of("mayConsent", false, "sensitive", false, "grantees", List.of("meridian"));
    clerk()
        .body(Map.of("patientId", own.patientId(), "scope", scope))
        .post("/enrolments/" + enrolment + "/attest")
        .then()
        .statusCode(200);
    return subject;
  }
}
