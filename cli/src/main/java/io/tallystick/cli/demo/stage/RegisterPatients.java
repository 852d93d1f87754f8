package io.tallystick.cli.demo.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each hospital registers the patients who were there, under a number of its own. */
public final class RegisterPatients {

  private static final int AT_ONCE = 6;

  /** One patient at one hospital. */
  private record Visit(ImportedPatient patient, String hospital) {}

  private record Known(Visit visit, String patientId) {}

  /** The hospitals' ids of the patients. */
  public static final class Registry {
    private final Map<Visit, String> ids = new HashMap<>();

    public String id(ImportedPatient patient, String hospital) {
      var id = ids.get(new Visit(patient, hospital));
      if (id == null) throw new IllegalArgumentException("not registered at " + hospital);
      return id;
    }

    public int size() {
      return ids.size();
    }
  }

  private final Town town;

  public RegisterPatients(Town town) {
    this.town = town;
  }

  public Registry register(List<ImportedPatient> patients) {
    var visits =
        patients.stream()
            .flatMap(p -> p.hospitals().stream().map(hospital -> new Visit(p, hospital)))
            .toList();
    var registry = new Registry();
    InParallel.each(AT_ONCE, visits, this::register)
        .forEach(known -> registry.ids.put(known.visit(), known.patientId()));
    return registry;
  }

  private Known register(Visit visit) {
    var url = town.at().gateway(visit.hospital()) + "/fhir/Patient";
    var reply =
        town.api()
            .post(url, town.ehr(visit.hospital()), Api.FHIR, patient(visit))
            .orThrow("a patient at " + visit.hospital());
    var location = reply.headers().firstValue("Location").orElseThrow();
    return new Known(visit, location.substring(location.lastIndexOf('/') + 1));
  }

  private static ObjectNode patient(Visit visit) {
    var patient = Fhir.object().put("resourceType", "Patient");
    var mrn = visit.patient().mrn(visit.hospital());
    patient.putArray("identifier").add(Fhir.identifier("mrn/" + visit.hospital(), mrn));
    describe(visit.patient(), patient);
    visit.patient().deceased().ifPresent(day -> patient.put("deceasedDateTime", day.toString()));
    return patient;
  }

  /** Adds name, gender and birth date to a FHIR Patient. */
  static void describe(ImportedPatient person, ObjectNode patient) {
    var name = patient.putArray("name").addObject().put("family", person.family());
    person.given().forEach(name.withArray("given")::add);
    patient.put("gender", person.gender());
    patient.put("birthDate", person.birthDate().toString());
  }
}
