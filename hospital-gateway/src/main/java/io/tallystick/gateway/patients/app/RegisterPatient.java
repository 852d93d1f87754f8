package io.tallystick.gateway.patients.app;

import io.tallystick.gateway.patients.domain.PatientProfile;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Takes a patient into the registry, once per identifier. */
@ApplicationScoped
public class RegisterPatient {

  /**
   * @param document the FHIR Patient as stored
   * @param created false if one of the identifiers was registered before
   */
  public record Registration(String patientId, byte[] document, boolean created) {}

  private final Transactions transactions;
  private final Patients patients;
  private final Ids ids;
  private final Event<PatientRegistered> registered;

  public RegisterPatient(
      Transactions transactions, Patients patients, Ids ids, Event<PatientRegistered> registered) {
    this.transactions = transactions;
    this.patients = patients;
    this.ids = ids;
    this.registered = registered;
  }

  /**
   * @param documentFor the FHIR Patient under a given id
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code patient.incomplete}
   */
  public Registration register(PatientProfile profile, Function<String, byte[]> documentFor) {
    if (profile.identifiers().isEmpty() || !profile.demographics().complete()) {
      throw Problem.unprocessable(
              "patient.incomplete", "a patient needs an identifier, both names and a birth date")
          .exception();
    }
    return transactions.inTransaction(
        tx -> {
          patients.reserve(tx, profile.identifiers());
          return known(tx, profile).orElseGet(() -> add(tx, profile, documentFor));
        });
  }

  private Optional<Registration> known(Handle tx, PatientProfile profile) {
    return profile.identifiers().stream()
        .flatMap(identifier -> patients.byIdentifier(tx, identifier).stream())
        .findFirst()
        .map(id -> new Registration(id, patients.document(tx, id).orElseThrow(), false));
  }

  private Registration add(Handle tx, PatientProfile profile, Function<String, byte[]> document) {
    var patientId = ids.next();
    var bytes = document.apply(patientId);
    patients.add(tx, patientId, profile, bytes);
    registered.fire(new PatientRegistered(tx, patientId));
    return new Registration(patientId, bytes, true);
  }
}
