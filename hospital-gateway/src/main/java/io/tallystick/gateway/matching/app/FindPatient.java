package io.tallystick.gateway.matching.app;

import io.tallystick.gateway.matching.domain.Candidate;
import io.tallystick.gateway.matching.domain.Found;
import io.tallystick.gateway.matching.domain.MatchCase;
import io.tallystick.gateway.matching.domain.Sought;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.kit.config.TallystickConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds the one patient that another institution means. A named identifier whose patient the rest
 * doesn't contradict, or names and birth date that only one patient has, answer at once; whatever
 * is less, or more than one, goes to a clerk.
 */
@ApplicationScoped
public class FindPatient {

  private final RankCandidates rankCandidates;
  private final MatchCases cases;
  private final PatientHandles handles;
  private final String handleSystem;

  public FindPatient(
      RankCandidates rankCandidates,
      MatchCases cases,
      PatientHandles handles,
      TallystickConfig config) {
    this.rankCandidates = rankCandidates;
    this.cases = cases;
    this.handles = handles;
    this.handleSystem = handleSystem(config.org().id());
  }

  /** The naming system of what an institution hands out as identifiers. */
  public static String handleSystem(String orgId) {
    return "https://tallystick.example/ns/match/" + orgId;
  }

  /**
   * @param org who asks
   */
  public Found find(Handle tx, String org, Sought sought) {
    var known = handed(tx, org, sought);
    boolean trusted = known.isPresent() && !known.get().doubted();
    if (trusted) return new Found.Match(known.get().patientId());
    var earlier = cases.find(tx, org, sought);
    if (earlier.isPresent()) return answer(earlier.get());
    if (known.isPresent()) return answer(cases.open(tx, org, sought));
    var ranked = rankCandidates.rank(tx, sought);
    return only(ranked)
        .<Found>map(Found.Match::new)
        .orElseGet(() -> ranked.isEmpty() ? new Found.None() : answer(cases.open(tx, org, sought)));
  }

  private Optional<PatientHandles.Known> handed(Handle tx, String org, Sought sought) {
    return sought.identifiers().stream()
        .filter(identifier -> identifier.system().equals(handleSystem))
        .map(PatientIdentifier::value)
        .flatMap(handle -> handles.patient(tx, org, handle).stream())
        .findFirst();
  }

  private static Found answer(MatchCase earlier) {
    return switch (earlier.state()) {
      case WAITING -> new Found.Undecided(earlier.caseId());
      case CONFIRMED -> new Found.Match(earlier.patientId());
      case REJECTED -> new Found.None();
    };
  }

  /** A second one who is as likely, or an identifier that names another, makes it no match. */
  private static Optional<String> only(List<Candidate> ranked) {
    var certain = ranked.stream().filter(Candidate::certain).toList();
    boolean named = ranked.stream().anyMatch(Candidate::named);
    return certain.size() == 1 && certain.getFirst().named() == named
        ? Optional.of(certain.getFirst().patientId())
        : Optional.empty();
  }
}
