package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.enrolment.domain.Applicant;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.gateway.patients.app.MatchPatient;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What a clerk has to look at, and what a patient sees of their own enrolments. */
@ApplicationScoped
public class ListEnrolments {

  /**
   * @param candidate the registered patient that these words fit exactly, absent if none does
   */
  public record Waiting(
      String enrolmentId,
      String actsAs,
      String family,
      String given,
      LocalDate birthDate,
      String mrn,
      String keyThumbprint,
      Instant requestedAt,
      Candidate candidate) {}

  public record Candidate(String patientId, String name, LocalDate birthDate) {}

  /**
   * @param patientId absent unless attested and in force
   */
  public record Mine(
      String enrolmentId,
      String patientId,
      String name,
      String actsAs,
      String keyThumbprint,
      String enrolmentState,
      Instant until) {}

  private final Transactions transactions;
  private final Enrolments enrolments;
  private final Patients patients;
  private final MatchPatient matchPatient;
  private final Clock clock;
  private final String mrnSystem;

  public ListEnrolments(
      Transactions transactions,
      Enrolments enrolments,
      Patients patients,
      MatchPatient matchPatient,
      Clock clock,
      TallystickConfig config) {
    this.transactions = transactions;
    this.enrolments = enrolments;
    this.patients = patients;
    this.matchPatient = matchPatient;
    this.clock = clock;
    this.mrnSystem = "https://tallystick.example/ns/mrn/" + config.org().id();
  }

  public List<Waiting> pending() {
    return transactions.inTransaction(
        tx -> enrolments.pending(tx).stream().map(e -> waiting(tx, e)).toList());
  }

  public List<Mine> ofSubject(String subject) {
    return transactions.inTransaction(
        tx -> enrolments.ofSubject(tx, subject).stream().map(e -> mine(tx, e)).toList());
  }

  private Waiting waiting(Handle tx, Enrolment enrolment) {
    var about = enrolments.about(tx, enrolment.enrolmentId());
    return new Waiting(
        enrolment.enrolmentId(),
        enrolment.actsAs().code(),
        about.family(),
        about.given(),
        about.birthDate(),
        about.mrn(),
        enrolment.key().thumbprint(),
        enrolment.requestedAt(),
        candidate(tx, about).orElse(null));
  }

  /** Name and birth date must fit; a number, if given, must be that patient's. */
  private Optional<Candidate> candidate(Handle tx, Applicant about) {
    var number = Optional.ofNullable(about.mrn()).map(String::strip).filter(n -> !n.isEmpty());
    return matchPatient
        .match(tx, List.of(), about.demographics())
        .filter(id -> number.isEmpty() || isNumberOf(tx, number.get(), id))
        .map(id -> candidate(tx, id));
  }

  private boolean isNumberOf(Handle tx, String mrn, String patientId) {
    return patients
        .byIdentifier(tx, new PatientIdentifier(mrnSystem, mrn))
        .filter(patientId::equals)
        .isPresent();
  }

  private Candidate candidate(Handle tx, String patientId) {
    var profile = patients.profile(tx, patientId).orElseThrow();
    return new Candidate(patientId, profile.displayName(), profile.demographics().birthDate());
  }

  private Mine mine(Handle tx, Enrolment enrolment) {
    boolean inForce = enrolment.inForce(clock.instant());
    boolean expired = enrolment.state() == Enrolment.State.ATTESTED && !inForce;
    return new Mine(
        enrolment.enrolmentId(),
        inForce ? enrolment.patientId() : null,
        inForce
            ? patients.profile(tx, enrolment.patientId()).orElseThrow().displayName()
            : enrolments.about(tx, enrolment.enrolmentId()).displayName(),
        enrolment.actsAs().code(),
        enrolment.key().thumbprint(),
        expired ? "EXPIRED" : enrolment.state().name(),
        enrolment.notAfter());
  }
}
