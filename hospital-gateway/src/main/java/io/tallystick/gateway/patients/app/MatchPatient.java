package io.tallystick.gateway.patients.app;

import io.tallystick.gateway.patients.domain.Demographics;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds the one patient that a request means: by an identifier, else by name and birth date if
 * exactly one has them. Whoever contradicts the request's birth date is not that patient.
 */
@ApplicationScoped
public class MatchPatient {

  private final Patients patients;

  public MatchPatient(Patients patients) {
    this.patients = patients;
  }

  public Optional<String> match(
      Handle tx, List<PatientIdentifier> identifiers, Demographics asked) {
    var named =
        identifiers.stream()
            .flatMap(identifier -> patients.byIdentifier(tx, identifier).stream())
            .distinct()
            .toList();
    if (named.size() > 1) return Optional.empty();
    if (named.size() == 1) return named.stream().filter(id -> fits(tx, id, asked)).findFirst();
    return asked.complete() ? onlyOne(patients.byDemographics(tx, asked)) : Optional.empty();
  }

  private boolean fits(Handle tx, String patientId, Demographics asked) {
    var profile = patients.profile(tx, patientId).orElseThrow();
    return !profile.demographics().contradicts(asked.birthDate());
  }

  private static Optional<String> onlyOne(List<String> found) {
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
