package io.tallystick.gateway.patients.app;

import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Follows the hospital's word that two numbers are one person's (HL7 v2 A40). Where somebody holds
 * a key or has signed for the number that goes, a person has to look at it: a merge must not hand
 * one patient's consent to another.
 */
@ApplicationScoped
public class MergePatients {

  private final Patients patients;
  private final PatientChanges changes;

  public MergePatients(Patients patients, PatientChanges changes) {
    this.patients = patients;
    this.changes = changes;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code patient.unknown}; 409 {@code
   *     patient.merge-needs-review}
   */
  public void merge(Handle tx, String system, String survivingNumber, String priorNumber) {
    var surviving = new PatientIdentifier(system, survivingNumber);
    var prior = new PatientIdentifier(system, priorNumber);
    patients.reserve(tx, List.of(surviving, prior));
    var survivingId =
        patients
            .byIdentifier(tx, surviving)
            .orElseThrow(
                () ->
                    Problem.unprocessable("patient.unknown", "the patient is not registered here")
                        .exception());
    patients
        .byIdentifier(tx, prior)
        .ifPresentOrElse(
            priorId -> merge(tx, priorId, survivingId),
            () -> changes.identify(tx, survivingId, prior));
  }

  private void merge(Handle tx, String priorId, String survivingId) {
    if (priorId.equals(survivingId)) return;
    if (changes.hasPeople(tx, priorId)) {
      throw Problem.conflict(
              "patient.merge-needs-review", "somebody holds a key or consents for the prior number")
          .exception();
    }
    changes.merge(tx, priorId, survivingId);
  }
}
