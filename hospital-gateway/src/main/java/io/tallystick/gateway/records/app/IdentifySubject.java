package io.tallystick.gateway.records.app;

import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.gateway.records.domain.RecordContent;
import io.tallystick.gateway.records.domain.SubjectReference;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds the one registered patient whom every resource of a record is about. */
@ApplicationScoped
public class IdentifySubject {

  private static final String LITERAL = "Patient/";
  private static final String CONDITIONAL = "Patient?identifier=";

  private final Patients patients;

  public IdentifySubject(Patients patients) {
    this.patients = patients;
  }

  /**
   * @return the patient's id
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code patient.unknown}, {@code
   *     record.several-patients}
   */
  public String identify(Handle tx, RecordContent content) {
    var found =
        content.subjects().stream()
            .map(subject -> resolve(tx, subject).orElseThrow(IdentifySubject::unknown))
            .collect(Collectors.toSet());
    if (found.isEmpty()) throw unknown();
    if (found.size() > 1) {
      throw Problem.unprocessable(
              "record.several-patients", "the resources are not all about one patient")
          .exception();
    }
    return found.iterator().next();
  }

  private Optional<String> resolve(Handle tx, SubjectReference subject) {
    return switch (subject) {
      case SubjectReference.Described described -> byTokens(tx, described.identifiers());
      case SubjectReference.Written(var reference) when reference.startsWith(CONDITIONAL) ->
          byTokens(tx, List.of(reference.substring(CONDITIONAL.length())));
      case SubjectReference.Written(var reference) when reference.startsWith(LITERAL) ->
          Optional.of(reference.substring(LITERAL.length())).filter(id -> patients.exists(tx, id));
      case SubjectReference.Written elsewhere -> Optional.empty();
    };
  }

  private Optional<String> byTokens(Handle tx, List<String> tokens) {
    return tokens.stream()
        .filter(token -> token.lastIndexOf('|') > 0)
        .map(token -> identifier(token, token.lastIndexOf('|')))
        .flatMap(identifier -> patients.byIdentifier(tx, identifier).stream())
        .findFirst();
  }

  private static PatientIdentifier identifier(String token, int bar) {
    return new PatientIdentifier(token.substring(0, bar), token.substring(bar + 1));
  }

  private static RuntimeException unknown() {
    return Problem.unprocessable("patient.unknown", "the patient is not registered here")
        .exception();
  }
}
