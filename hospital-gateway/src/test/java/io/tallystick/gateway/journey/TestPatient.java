package io.tallystick.gateway.journey;

import io.restassured.response.Response;
import io.tallystick.kit.ids.Ids;
import java.util.List;
import java.util.Map;

/** A registered patient with an attested key and one published encounter. */
record TestPatient(
    String subject,
    String mrn,
    String patientId,
    String enrolmentId,
    String encounter,
    Wallet wallet) {

  private static final Ids IDS = Ids.secure();

  static TestPatient enrolled() {
    var tag = IDS.next().substring(0, 12);
    var mrn = "M-" + tag;
    var patientId =
        Riverside.register(mrn, "Family" + tag, "Given", "1980-02-03")
            .then()
            .statusCode(201)
            .extract()
            .path("id")
            .toString();
    return attested("sub-" + tag, mrn, patientId, "E-" + tag);
  }

  /** The same person, proofed again with another key. */
  TestPatient withNewKey() {
    return attested(subject, mrn, patientId, encounter);
  }

  private static TestPatient attested(
      String subject, String mrn, String patientId, String encounter) {
    var wallet = new Wallet();
    var enrolment = enrol(subject, wallet, "Family", mrn);
    Riverside.clerk()
        .body(Map.of("patientId", patientId))
        .post("/enrolments/" + enrolment + "/attest")
        .then()
        .statusCode(200);
    return new TestPatient(subject, mrn, patientId, enrolment, encounter, wallet);
  }

  static String enrol(String subject, Wallet wallet, String family, String mrn) {
    return enrol(subject, wallet, "self", family, mrn);
  }

  static String enrol(String subject, Wallet wallet, String actsAs, String family, String mrn) {
    return Riverside.patient(subject)
        .body(
            Map.of(
                "jwk",
                wallet.publicKey(),
                "actsAs",
                actsAs,
                "family",
                family,
                "given",
                "Given",
                "birthDate",
                "1980-02-03",
                "mrn",
                mrn))
        .post("/enrolments")
        .then()
        .statusCode(201)
        .extract()
        .path("enrolmentId");
  }

  TestPatient published() {
    Riverside.ehr().body(Riverside.encounter(encounter, mrn)).post("/fhir").then().statusCode(201);
    return this;
  }

  Response get(String path) {
    return Riverside.patient(subject).get(path + "?patient=" + patientId);
  }

  Response draft(String grantee, List<String> classes, List<String> labels) {
    var permit =
        Map.of(
            "effect",
            "PERMIT",
            "purposes",
            List.of("HPAYMT"),
            "classes",
            classes,
            "labels",
            labels);
    var statement = Map.of("provisions", List.of(permit));
    return Riverside.patient(subject)
        .body(
            Map.of(
                "patient",
                patientId,
                "grantee",
                grantee,
                "statements",
                List.of(statement),
                "days",
                30))
        .post("/me/consents/draft");
  }

  Response sign(Response draft, String path) {
    var given = draft.then().statusCode(200).extract();
    String message = given.path("message");
    return submit(given.path("draftId"), wallet.sign(message), path);
  }

  Response submit(String draftId, String signature, String path) {
    return Riverside.patient(subject)
        .body(Map.of("draftId", draftId, "signature", signature))
        .post(path);
  }

  /** Grants, and gives the head's id. */
  String grants(String grantee, List<String> classes, List<String> labels) {
    return sign(draft(grantee, classes, labels), "/me/consents")
        .then()
        .statusCode(201)
        .extract()
        .path("headId");
  }

  void revokes(String headId) {
    var draft = Riverside.patient(subject).post("/me/consents/" + headId + "/revocation-draft");
    sign(draft, "/me/consents/" + headId + "/revoke").then().statusCode(200);
  }
}
