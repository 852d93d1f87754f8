package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.enrolment.domain.Applicant;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.gateway.enrolment.domain.RoleScope;
import io.tallystick.gateway.patients.app.MatchPatient;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.claim.NamingSystems;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What a clerk has to look at, and what a patient sees of their own enrolments. */
@ApplicationScoped
public class ListEnrolments {

  /**
   * @param candidate the registered patient that the record number names; without such a number the
   *     one patient of that name and birth date; absent if there is neither
   * @param contradictions what is otherwise in the candidate's record: {@code mrn}, {@code name},
   *     {@code birthDate}; empty where all of it fits
   * @param other whom name and birth date fit, if the number names somebody else
   * @param applicant the representative's own name, absent for the patient
   * @param kiosk made on a shared device: the key is for one visit
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
      Candidate candidate,
      List<String> contradictions,
      Candidate other,
      String applicant,
      boolean kiosk) {}

  public record Candidate(String patientId, String name, LocalDate birthDate, String mrn) {}

  /**
   * @param patientId absent unless attested and in force
   * @param scope what a representative may do, absent where only the term bounds it
   * @param keyNotices how much there is to be read of this patient's keys
   */
  public record Mine(
      String enrolmentId,
      String patientId,
      String name,
      String actsAs,
      String keyThumbprint,
      String enrolmentState,
      Instant until,
      RoleScope scope,
      boolean kiosk,
      int keyNotices) {}

  private final Transactions transactions;
  private final Enrolments enrolments;
  private final Patients patients;
  private final KeyNotices notices;
  private final MatchPatient matchPatient;
  private final Clock clock;
  private final String mrnSystem;

  public ListEnrolments(
      Transactions transactions,
      Enrolments enrolments,
      Patients patients,
      KeyNotices notices,
      MatchPatient matchPatient,
      Clock clock,
      TallystickConfig config) {
    this.transactions = transactions;
    this.enrolments = enrolments;
    this.patients = patients;
    this.notices = notices;
    this.matchPatient = matchPatient;
    this.clock = clock;
    this.mrnSystem = NamingSystems.mrn(config.org().id());
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
    var numbered = number(about).flatMap(mrn -> patients.byIdentifier(tx, mrn));
    var described = matchPatient.match(tx, List.of(), about.demographics());
    var candidate = numbered.or(() -> described);
    return new Waiting(
        enrolment.enrolmentId(),
        enrolment.actsAs().code(),
        about.family(),
        about.given(),
        about.birthDate(),
        about.mrn(),
        enrolment.key().thumbprint(),
        enrolment.requestedAt(),
        candidate.map(id -> candidate(tx, id)).orElse(null),
        candidate.map(id -> contradictions(tx, id, about)).orElse(List.of()),
        described
            .filter(id -> !candidate.equals(Optional.of(id)))
            .map(id -> candidate(tx, id))
            .orElse(null),
        about.applicant(),
        enrolment.kiosk());
  }

  private Optional<PatientIdentifier> number(Applicant about) {
    return Optional.ofNullable(about.mrn())
        .map(String::strip)
        .filter(mrn -> !mrn.isEmpty())
        .map(mrn -> new PatientIdentifier(mrnSystem, mrn));
  }

  private List<String> contradictions(Handle tx, String patientId, Applicant about) {
    var profile = patients.profile(tx, patientId).orElseThrow();
    var registered = profile.demographics();
    var found = new ArrayList<String>();
    if (number(about).filter(mrn -> !profile.identifiers().contains(mrn)).isPresent()) {
      found.add("mrn");
    }
    if (!registered.namedLike(about.demographics())) found.add("name");
    if (registered.contradicts(about.birthDate())) found.add("birthDate");
    return found;
  }

  private Candidate candidate(Handle tx, String patientId) {
    var profile = patients.profile(tx, patientId).orElseThrow();
    var mrn =
        profile.identifiers().stream()
            .filter(identifier -> identifier.system().equals(mrnSystem))
            .map(PatientIdentifier::value)
            .findFirst();
    return new Candidate(
        patientId, profile.displayName(), profile.demographics().birthDate(), mrn.orElse(null));
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
        enrolment.notAfter(),
        enrolment.scope(),
        enrolment.kiosk(),
        inForce && enrolment.unbounded() ? unread(tx, enrolment) : 0);
  }

  private int unread(Handle tx, Enrolment enrolment) {
    return (int)
        notices.ofPatient(tx, enrolment.patientId(), enrolment.subject()).stream()
            .filter(notice -> !notice.seen())
            .count();
  }
}
