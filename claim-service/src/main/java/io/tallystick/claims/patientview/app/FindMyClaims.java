package io.tallystick.claims.patientview.app;

import io.tallystick.claims.status.app.ClaimViews;
import io.tallystick.claims.status.app.PatientsOfCaller;
import io.tallystick.claims.status.domain.ClaimSummary;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A patient's claims at this institution, and those of whom the patient acts for. */
@Singleton
public class FindMyClaims {

  private static final int MOST = 1000;

  private final Caller caller;
  private final PatientsOfCaller patients;
  private final ClaimViews views;

  FindMyClaims(Caller caller, PatientsOfCaller patients, ClaimViews views) {
    this.caller = caller;
    this.patients = patients;
    this.views = views;
  }

  /**
   * @param patientId one of them; all if absent
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found} for anybody
   *     else
   */
  public List<ClaimSummary> find(Optional<String> patientId) {
    return find(scope(patientId));
  }

  /** The patients that {@code patientId} stands for, checked; see {@link #find(Optional)}. */
  public Set<String> scope(Optional<String> patientId) {
    caller.requirePatient();
    var mine = patients.patientIds();
    if (patientId.isEmpty()) return mine;
    if (mine.contains(patientId.get())) return Set.of(patientId.get());
    throw Problem.notFound("patient.not-found", "You act for no such patient here.").exception();
  }

  /** Claims of patients that {@link #scope} allowed. */
  public List<ClaimSummary> find(Set<String> patientIds) {
    return views.find(new ClaimViews.Wanted(Optional.empty(), Optional.of(patientIds), MOST));
  }
}
