package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.Standing;
import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.PlanDigests;
import io.tallystick.insurer.plans.domain.ServiceCategories;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.vocabulary.claim.AdjudicationProof;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.crypto.Digests;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes down what a decision rests on, so that it can be made again and compared. */
@ApplicationScoped
public class ProveAdjudication {

  private final LedgerView ledger;
  private final Releases releases;
  private final ServiceCategories categories;
  private final PlanDigests digests;

  public ProveAdjudication(
      LedgerView ledger, Releases releases, ServiceCategories categories, PlanDigests digests) {
    this.ledger = ledger;
    this.releases = releases;
    this.categories = categories;
    this.digests = digests;
  }

  /**
   * @return empty where no plan decided: the patient isn't a member here, or no version of the plan
   *     was in effect
   */
  Optional<AdjudicationProof> of(
      Handle tx, CaseFile file, Billed billed, Standing standing, Commitment result) {
    var plans = plans(billed, standing);
    if (plans.isEmpty()) return Optional.empty();
    var entry =
        ledger.entry(LedgerKeys.claim(file.claimId()), LedgerEntry.Claim.class).orElseThrow();
    return Optional.of(
        new AdjudicationProof(
            file.claimId(),
            plans.getFirst().id(),
            plans.stream().map(Plan::version).collect(Collectors.joining("+")),
            digest(plans),
            entry.commitment(),
            entry.answerCommitment(),
            accesses(tx, file),
            result.hex()));
  }

  /** The versions that the lines' days fall into, in order of their days. */
  private List<Plan> plans(Billed billed, Standing standing) {
    return switch (standing) {
      case Standing.Unknown unknown -> List.of();
      case Standing.Member member ->
          ServiceLines.of(billed.content(), categories).stream()
              .flatMap(
                  line ->
                      member.versions().stream()
                          .filter(plan -> plan.effective().contains(line.serviced())))
              .distinct()
              .sorted(Comparator.comparing(plan -> plan.effective().from()))
              .toList();
    };
  }

  /** Of one version its document's; of several that of their digests, joined by line feeds. */
  private String digest(List<Plan> plans) {
    if (plans.size() == 1) return digests.of(plans.getFirst());
    var all = plans.stream().map(digests::of).collect(Collectors.joining("\n"));
    return Digests.sha256(all.getBytes(StandardCharsets.US_ASCII));
  }

  private List<String> accesses(Handle tx, CaseFile file) {
    return releases.ofClaim(tx, file.claimId()).stream()
        .filter(release -> release.state() == Releases.State.KEPT)
        .map(Releases.Release::decisionId)
        .sorted()
        .toList();
  }
}
