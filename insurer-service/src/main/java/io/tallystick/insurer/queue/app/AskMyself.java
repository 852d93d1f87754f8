package io.tallystick.insurer.queue.app;

import io.tallystick.insurer.adjudication.app.BilledClaims;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.insurer.evidence.app.AskForEvidence;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.consent.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * An adjudicator asks for evidence in their own name: what a patient allows this person, or a role
 * or team of theirs, isn't released to a request of the desk's.
 */
@ApplicationScoped
public class AskMyself {

  public sealed interface Outcome {
    record Asked() implements Outcome {}

    record NotQueued() implements Outcome {}
  }

  private final Transactions transactions;
  private final CaseFiles cases;
  private final BilledClaims billedClaims;
  private final AskForEvidence askForEvidence;

  public AskMyself(
      Transactions transactions,
      CaseFiles cases,
      BilledClaims billedClaims,
      AskForEvidence askForEvidence) {
    this.transactions = transactions;
    this.cases = cases;
    this.billedClaims = billedClaims;
    this.askForEvidence = askForEvidence;
  }

  /**
   * @param types FHIR resource types
   * @param askers the adjudicator, with roles and care teams
   */
  public Outcome ask(String claimId, Set<String> types, List<Actor> askers) {
    return transactions.inTransaction(tx -> ask(tx, claimId, types, askers));
  }

  private Outcome ask(Handle tx, String claimId, Set<String> types, List<Actor> askers) {
    var file = cases.lock(tx, claimId).filter(f -> f.stage() == CaseStage.QUEUED);
    if (file.isEmpty()) return new Outcome.NotQueued();
    var claim = billedClaims.open(tx, claimId).content();
    askForEvidence.ask(tx, file.get(), claim, types, askers);
    return new Outcome.Asked();
  }
}
