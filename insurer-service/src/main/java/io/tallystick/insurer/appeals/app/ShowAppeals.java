package io.tallystick.insurer.appeals.app;

import io.tallystick.insurer.adjudication.app.Answers;
import io.tallystick.insurer.adjudication.app.BilledClaims;
import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.appeals.domain.Appeal;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ClaimResponse;

/** What adjudicators see of appeals. */
@ApplicationScoped
public class ShowAppeals {

  public record Waiting(Appeal appeal, CaseFile file) {}

  /**
   * @param document the appeal as it was written, any JSON
   * @param answer the decision that is contested
   */
  public record Detail(
      Appeal appeal, CaseFile file, byte[] document, Billed billed, ClaimResponse answer) {}

  private final Transactions transactions;
  private final Appeals appeals;
  private final CaseFiles cases;
  private final BilledClaims billedClaims;
  private final Answers answers;

  public ShowAppeals(
      Transactions transactions,
      Appeals appeals,
      CaseFiles cases,
      BilledClaims billedClaims,
      Answers answers) {
    this.transactions = transactions;
    this.appeals = appeals;
    this.cases = cases;
    this.billedClaims = billedClaims;
    this.answers = answers;
  }

  public List<Waiting> waiting() {
    return transactions.inTransaction(
        tx ->
            appeals.waiting(tx).stream()
                .map(it -> new Waiting(it, cases.find(tx, it.claimId()).orElseThrow()))
                .toList());
  }

  public Optional<Detail> detail(String claimId) {
    return transactions.inTransaction(
        tx ->
            appeals
                .find(tx, claimId)
                .map(
                    appeal -> {
                      var file = cases.find(tx, claimId).orElseThrow();
                      return new Detail(
                          appeal,
                          file,
                          appeals.document(tx, claimId),
                          billedClaims.open(tx, claimId),
                          answers.of(tx, file).orElseThrow());
                    }));
  }
}
