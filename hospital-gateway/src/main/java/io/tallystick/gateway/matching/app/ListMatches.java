package io.tallystick.gateway.matching.app;

import io.tallystick.gateway.matching.domain.Agreement;
import io.tallystick.gateway.matching.domain.Candidate;
import io.tallystick.gateway.matching.domain.MatchCase;
import io.tallystick.gateway.matching.domain.Person;
import io.tallystick.gateway.matching.domain.Sought;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What clerks have to decide: who is sought, and who may be meant. */
@ApplicationScoped
public class ListMatches {

  public record Waiting(
      String caseId, String org, Instant askedAt, Sought sought, List<Shown> candidates) {}

  /**
   * @param weight in bits
   * @param grade {@code certain}, {@code probable} or {@code possible} (FHIR match-grade)
   * @param agreements field by field
   */
  public record Shown(
      String patientId,
      List<PatientIdentifier> identifiers,
      Person person,
      double weight,
      String grade,
      List<Agreement> agreements) {}

  private final Transactions transactions;
  private final MatchCases cases;
  private final RankCandidates rankCandidates;
  private final Registry registry;
  private final Patients patients;
  private final MatchingConfig config;

  public ListMatches(
      Transactions transactions,
      MatchCases cases,
      RankCandidates rankCandidates,
      Registry registry,
      Patients patients,
      MatchingConfig config) {
    this.transactions = transactions;
    this.cases = cases;
    this.rankCandidates = rankCandidates;
    this.registry = registry;
    this.patients = patients;
    this.config = config;
  }

  /** Longest waiting first. */
  public List<Waiting> waiting() {
    return transactions.inTransaction(
        tx -> cases.waiting(tx).stream().map(one -> waiting(tx, one)).toList());
  }

  /** For the own clerks, who may see the registry anyway; opens no case. */
  public List<Shown> candidates(Sought sought) {
    return transactions.inTransaction(tx -> shown(tx, sought));
  }

  private Waiting waiting(Handle tx, MatchCase one) {
    var sought = cases.sought(tx, one.caseId());
    return new Waiting(one.caseId(), one.org(), one.askedAt(), sought, shown(tx, sought));
  }

  private List<Shown> shown(Handle tx, Sought sought) {
    return rankCandidates.rank(tx, sought).stream().map(c -> shown(tx, c)).toList();
  }

  private Shown shown(Handle tx, Candidate candidate) {
    var id = candidate.patientId();
    double weight = candidate.comparison().weight();
    return new Shown(
        id,
        patients.profile(tx, id).orElseThrow().identifiers(),
        registry.person(tx, id).orElseThrow(),
        Math.round(weight * 10) / 10.0,
        grade(candidate, weight),
        candidate.comparison().agreements());
  }

  private String grade(Candidate candidate, double weight) {
    if (candidate.certain()) return "certain";
    return weight >= config.probableFrom() ? "probable" : "possible";
  }
}
