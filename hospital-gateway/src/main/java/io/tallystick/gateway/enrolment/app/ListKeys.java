package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.gateway.enrolment.domain.RoleScope;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A patient's keys: those that may act, those that did, and what there is to be told of them. */
@ApplicationScoped
public class ListKeys {

  /**
   * @param state {@code ATTESTED}, {@code EXPIRED} or {@code REVOKED}
   * @param holder the representative's name, absent for the patient's own keys and where none was
   *     told
   * @param mine whether the caller enrolled it
   * @param scope absent where nothing bounds the role but its term
   * @param endedFor why it ended before its term, absent if it didn't
   */
  public record Key(
      String enrolmentId,
      String keyThumbprint,
      String actsAs,
      String state,
      String holder,
      boolean mine,
      boolean kiosk,
      Instant requestedAt,
      Instant until,
      RoleScope scope,
      String endedFor) {}

  /** A patient as a clerk who has them at the desk needs to see them. */
  public record PatientFile(String patientId, String name, LocalDate birthDate, List<Key> keys) {}

  public record Keys(List<Key> keys, List<KeyNotices.Notice> notices) {}

  private final Transactions transactions;
  private final Enrolments enrolments;
  private final PatientLinks links;
  private final KeyNotices notices;
  private final Patients patients;
  private final Clock clock;

  public ListKeys(
      Transactions transactions,
      Enrolments enrolments,
      PatientLinks links,
      KeyNotices notices,
      Patients patients,
      Clock clock) {
    this.transactions = transactions;
    this.enrolments = enrolments;
    this.links = links;
    this.notices = notices;
    this.patients = patients;
    this.clock = clock;
  }

  /**
   * All of them for the patient and whoever has an unbounded mandate; others see their own.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public Keys ofPatient(String subject, String patientId) {
    return transactions.inTransaction(
        tx -> {
          boolean all =
              links.require(tx, subject, patientId).stream().anyMatch(Enrolment::unbounded);
          var keys =
              enrolments.ofPatient(tx, patientId).stream()
                  .filter(e -> all || e.subject().equals(subject))
                  .map(e -> key(tx, e, subject))
                  .toList();
          var shown = keys.stream().map(Key::enrolmentId).toList();
          var told =
              notices.ofPatient(tx, patientId, subject).stream()
                  .filter(n -> shown.contains(n.enrolmentId()))
                  .toList();
          return new Keys(keys, told);
        });
  }

  /**
   * For a clerk.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public PatientFile forClerk(String patientId) {
    return transactions.inTransaction(
        tx -> {
          var profile =
              patients
                  .profile(tx, patientId)
                  .orElseThrow(
                      () -> Problem.notFound("patient.not-found", "no such patient").exception());
          var keys =
              enrolments.ofPatient(tx, patientId).stream().map(e -> key(tx, e, null)).toList();
          return new PatientFile(
              patientId, profile.displayName(), profile.demographics().birthDate(), keys);
        });
  }

  /** The notices up to now are read. */
  public void seen(String subject, String patientId) {
    transactions.useTransaction(
        tx -> {
          links.require(tx, subject, patientId);
          notices.seen(tx, patientId, subject);
        });
  }

  private Key key(Handle tx, Enrolment enrolment, String subject) {
    boolean expired =
        enrolment.state() == Enrolment.State.ATTESTED && !enrolment.inForce(clock.instant());
    return new Key(
        enrolment.enrolmentId(),
        enrolment.key().thumbprint(),
        enrolment.actsAs().code(),
        expired ? "EXPIRED" : enrolment.state().name(),
        enrolments.about(tx, enrolment.enrolmentId()).applicant(),
        enrolment.subject().equals(subject),
        enrolment.kiosk(),
        enrolment.requestedAt(),
        enrolment.notAfter(),
        enrolment.scope(),
        enrolments.endedFor(tx, enrolment.enrolmentId()).map(Enum::name).orElse(null));
  }
}
