package io.tallystick.cli.bench.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.cli.demo.Addresses;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.identity.PatientAccounts;
import io.tallystick.cli.demo.identity.Tokens;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.Consents;
import io.tallystick.cli.demo.stage.EnrolKeys;
import io.tallystick.cli.demo.stage.PublishRecords;
import io.tallystick.cli.demo.stage.RegisterPatients;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.synthea.ImportedRecord;
import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.consortium.Consortium;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A new patient of a running devnet with one record at Riverside, and a standing consent that lets
 * Harbor see observations for payment: everything through the public APIs.
 */
public record Scene(Town town, SimulatedPerson person, String patientId, int resources) {

  public static final String CUSTODIAN = "riverside";
  public static final String GRANTEE = "harbor";
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

  /**
   * @param made the patient's one record
   */
  public static Scene prepare(
      Devnet devnet, Town town, Function<ImportedPatient, ImportedRecord> made) {
    var api = town.api();
    var tokens = town.tokens();
    var id = UUID.randomUUID().toString();
    var record = made.apply(patient(id, List.of()));
    var patient = patient(id, List.of(record));
    var registry = new RegisterPatients(town).register(List.of(patient));
    new PublishRecords(town).publish(List.of(patient));
    var username = "bench-" + id.substring(0, 8);
    var person =
        new SimulatedPerson(
            patient,
            "self",
            username,
            devnet.secrets().person(Consortium.PATIENTS, username),
            keyPair());
    var accounts = new PatientAccounts(api, tokens, devnet.ports());
    new EnrolKeys(town, accounts).enrol(List.of(person), registry);
    new Consents(town)
        .grant(
            person,
            CUSTODIAN,
            registry.id(patient, CUSTODIAN),
            GRANTEE,
            Consents.statements(List.of("Encounter", "Observation"), FIRST_DAY))
        .orThrow("the consent");
    int resources = record.types().values().stream().mapToInt(n -> n).sum();
    return new Scene(town, person, registry.id(patient, CUSTODIAN), resources);
  }

  public static Town town(Devnet devnet) {
    var api = new Api();
    var clock = Clock.systemUTC();
    var tokens = new Tokens(api, devnet.ports(), devnet.secrets(), clock);
    return new Town(api, tokens, new Addresses(devnet.ports()), clock);
  }

  private static ImportedPatient patient(String id, List<ImportedRecord> records) {
    return new ImportedPatient(
        id,
        "Bench" + id.substring(0, 8),
        List.of("Release"),
        "female",
        LocalDate.of(1980, 2, 3),
        Optional.empty(),
        List.of(),
        records,
        List.of());
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Asks for all of it by FHIR Task, which the consent answers at once.
   *
   * @return the Task as answered; its output refers to the release
   */
  public JsonNode ask() {
    return town.api()
        .post(gateway() + "/fhir/Task", token(), Api.FHIR, DataRequest.task(this))
        .orThrow("a Task")
        .body();
  }

  /** The Task as it is by now. */
  public JsonNode again(String taskId) {
    return town.api().get(gateway() + "/fhir/Task/" + taskId, token()).orThrow("a Task").body();
  }

  public String mrn() {
    return person.patient().mrn(CUSTODIAN);
  }

  public String gateway() {
    return town.at().gateway(CUSTODIAN);
  }

  /** Harbor's service, towards Riverside. */
  public String token() {
    return town.tokens().ofService(GRANTEE, "insurer-service", CUSTODIAN);
  }
}
