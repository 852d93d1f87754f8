package io.tallystick.claims.status.app;

import io.tallystick.claims.status.domain.ClaimSummary;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import jakarta.inject.Singleton;

/** Who may see a claim: the claims desk, its patient, and at the Authority the regulator. */
@Singleton
public class ReadableClaims {

  private final Caller caller;
  private final ClaimViews views;
  private final PatientsOfCaller patients;

  ReadableClaims(Caller caller, ClaimViews views, PatientsOfCaller patients) {
    this.caller = caller;
    this.views = views;
    this.patients = patients;
  }

  /**
   * A claim that the caller may see in full.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code claim.not-found}, also for
   *     another patient's claim; 403 {@code role.missing}
   */
  public ClaimSummary require(String claimId) {
    if (!caller.isPatient()) caller.requireStaff("billing-clerk", "regulator");
    return views
        .byId(claimId)
        .filter(claim -> !caller.isPatient() || isMine(claim))
        .orElseThrow(
            () -> Problem.notFound("claim.not-found", "There is no such claim.").exception());
  }

  /** An observer's claims have no patient. */
  private boolean isMine(ClaimSummary claim) {
    return claim.patientId() != null && patients.patientIds().contains(claim.patientId());
  }
}
