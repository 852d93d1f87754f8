package io.tallystick.gateway.matching.app;

import io.tallystick.gateway.matching.domain.BlockingKeys;
import io.tallystick.gateway.matching.domain.Candidate;
import io.tallystick.gateway.matching.domain.Comparison;
import io.tallystick.gateway.matching.domain.Sought;
import io.tallystick.gateway.patients.app.Patients;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Weighs everybody who may be the one that is sought. */
@ApplicationScoped
public class RankCandidates {

  private final Registry registry;
  private final Patients patients;
  private final MatchingConfig config;

  public RankCandidates(Registry registry, Patients patients, MatchingConfig config) {
    this.registry = registry;
    this.patients = patients;
    this.config = config;
  }

  /**
   * Those whose weight reaches the threshold, and those who have a named identifier whatever else
   * they weigh; heaviest first.
   */
  public List<Candidate> rank(Handle tx, Sought sought) {
    var named = new TreeSet<String>();
    sought.identifiers().forEach(id -> patients.byIdentifier(tx, id).ifPresent(named::add));
    var all = new TreeSet<>(registry.sharing(tx, BlockingKeys.sought(sought.person())));
    all.addAll(named);
    return all.stream()
        .map(id -> new Candidate(id, named.contains(id), compared(tx, id, sought)))
        .filter(c -> c.named() || c.comparison().weight() >= config.reviewFrom())
        .sorted(
            Comparator.comparingDouble((Candidate c) -> -c.comparison().weight())
                .thenComparing(Candidate::patientId))
        .limit(config.mostCandidates())
        .toList();
  }

  private Comparison compared(Handle tx, String patientId, Sought sought) {
    return Comparison.of(sought.person(), registry.person(tx, patientId).orElseThrow());
  }
}
