package io.tallystick.claims.intake.app;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.claim.ClaimDocument;
import io.tallystick.kit.fhir.claim.ClaimProblem;
import io.tallystick.kit.fhir.claim.ClaimReading;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.org.Org;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Everything that is checked before a claim is written down anywhere. */
@Singleton
public class CheckClaim {

  /** A claim that may be entered, or the problem that its sender is told. */
  public sealed interface Checked {
    record Sound(SubmittedClaim claim, String patientId) implements Checked {}

    record Unsound(Problem problem) implements Checked {}
  }

  private final ClaimDocument documents;
  private final Orgs orgs;
  private final InstitutionPatients patients;
  private final String ownOrg;

  @Inject
  CheckClaim(
      ClaimDocument documents, Orgs orgs, InstitutionPatients patients, TallystickConfig config) {
    this(documents, orgs, patients, config.org().id());
  }

  CheckClaim(ClaimDocument documents, Orgs orgs, InstitutionPatients patients, String ownOrg) {
    this.documents = documents;
    this.orgs = orgs;
    this.patients = patients;
    this.ownOrg = ownOrg;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException if the document is no FHIR, or nobody can
   *     say now whether the patient is known
   */
  public Checked check(byte[] document) {
    if (!patients.here()) {
      return new Checked.Unsound(
          Problem.notFound("intake.absent", "This institution takes no claims in."));
    }
    return switch (documents.read(document)) {
      case ClaimReading.Refused refused -> new Checked.Unsound(problem(refused.problems()));
      case ClaimReading.Understood understood -> parties(understood.claim());
    };
  }

  private Checked parties(SubmittedClaim claim) {
    if (!claim.provider().equals(ownOrg)) {
      return unsound("claim.provider-not-us", "The claim's provider is another institution.");
    }
    if (orgs.byId(claim.payer()).filter(CheckClaim::pays).isEmpty()) {
      return unsound("claim.payer-unknown", "The payer is no active insurer of the consortium.");
    }
    return patients
        .find(claim.patient().identifiers())
        .<Checked>map(patientId -> new Checked.Sound(claim, patientId))
        .orElseGet(
            () ->
                unsound(
                    "claim.patient-unknown", "The patient is not registered at this institution."));
  }

  private static boolean pays(Org org) {
    return org.role() == Org.Role.INSURER && org.status() == Org.Status.ACTIVE;
  }

  private static Checked unsound(String code, String detail) {
    return new Checked.Unsound(Problem.unprocessable(code, detail));
  }

  /** The first finding names the problem; all of them are listed. */
  private static Problem problem(List<ClaimProblem> found) {
    var first = found.get(0);
    int status = first.code().text().startsWith("fhir.") ? 400 : 422;
    var all =
        found.stream()
            .map(p -> Map.of("code", p.code().text(), "element", p.element(), "detail", p.detail()))
            .toList();
    return Problem.of(status, first.code().text(), first.element() + ": " + first.detail())
        .with("problems", all);
  }
}
