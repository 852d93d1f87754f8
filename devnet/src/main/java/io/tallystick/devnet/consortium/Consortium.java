package io.tallystick.devnet.consortium;

import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The default consortium: who takes part, what each runs, and who works there. */
public final class Consortium {

  public static final String CHANNEL = "tallystick";
  public static final String CHAINCODE = "tallystick";
  public static final String PATIENTS = "patients";

  public static final String HOSPITAL_GATEWAY = "hospital-gateway";
  public static final String CLAIM_SERVICE = "claim-service";
  public static final String INSURER_SERVICE = "insurer-service";

  /** A patient that exists from the start; others are created where they are needed. */
  public static final List<Person> PATIENT_ACCOUNTS = List.of(Person.of("pat", "patient"));

  public static final List<Institution> INSTITUTIONS =
      List.of(
          hospital("riverside", 7051, 8101, 8111, "rita", "reyes", "petra"),
          hospital("summit", 7052, 8102, 8112, "sam", "singh", "paul"),
          insurer("harbor", 7053, 8121, "hank"),
          insurer("meridian", 7054, 8122, "mia"),
          authority());

  /** The providers' sample NPIs (CMS' own example among them) and invented payer ids. */
  public static final Map<String, String> FIELD_IDENTIFIERS =
      Map.of(
          "riverside", "http://hl7.org/fhir/sid/us-npi|1234567893",
          "summit", "http://hl7.org/fhir/sid/us-npi|1245319599",
          "harbor", "urn:oid:2.16.840.1.113883.6.300|00001",
          "meridian", "urn:oid:2.16.840.1.113883.6.300|00002");

  public static Institution institution(String id) {
    return INSTITUTIONS.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no institution " + id));
  }

  public static List<Deployment> deployments() {
    return INSTITUTIONS.stream().flatMap(each -> each.deployments().stream()).toList();
  }

  private static Institution hospital(
      String id,
      int ledger,
      int gateway,
      int claims,
      String clerk,
      String clinician,
      String officer) {
    return new Institution(
        id,
        Org.Role.HOSPITAL,
        ledger,
        List.of(
            new Deployment(id, HOSPITAL_GATEWAY, gateway),
            new Deployment(id, CLAIM_SERVICE, claims)),
        List.of(
            "registration-clerk",
            "billing-clerk",
            "clinician",
            "records-publisher",
            "privacy-officer",
            "service"),
        List.of(
            Person.of(clerk, "registration-clerk", "billing-clerk"),
            Person.of(clinician, "clinician"),
            Person.of(officer, "privacy-officer")),
        Map.of(
            "ehr", List.of("records-publisher", "registration-clerk"),
            "billing-system", List.of("billing-clerk")));
  }

  private static Institution insurer(String id, int ledger, int port, String adjudicator) {
    return new Institution(
        id,
        Org.Role.INSURER,
        ledger,
        List.of(new Deployment(id, INSURER_SERVICE, port)),
        List.of("adjudicator", "plan-manager", "service"),
        List.of(Person.of(adjudicator, "adjudicator", "plan-manager")),
        Map.of("enrolment-system", List.of("plan-manager")));
  }

  private static Institution authority() {
    return new Institution(
        "authority",
        Org.Role.AUTHORITY,
        7055,
        List.of(new Deployment("authority", CLAIM_SERVICE, 8113)),
        List.of("regulator", "reviewer", "service"),
        List.of(Person.of("rowan", "regulator"), Person.of("ivy", "reviewer")),
        Map.of());
  }

  private Consortium() {}
}
