package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.breakglass.app.BreakGlassCases.Case;
import io.tallystick.gateway.breakglass.domain.EmergencyRequest;
import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.kit.erasure.ReceiptBook;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Shows emergency releases with who asked and why, to their patient and to the reviewer. */
@ApplicationScoped
public class ShowBreakGlass {

  private static final int MOST = 500;

  /**
   * @param standing what the ledger says of it; empty while it doesn't have it
   */
  public record Shown(Case release, EmergencyRequest request, Optional<AccessStanding> standing) {}

  private final Transactions transactions;
  private final BreakGlassCases cases;
  private final PatientLinks links;
  private final ReceiptBook receipts;

  public ShowBreakGlass(
      Transactions transactions, BreakGlassCases cases, PatientLinks links, ReceiptBook receipts) {
    this.transactions = transactions;
    this.cases = cases;
    this.links = links;
    this.receipts = receipts;
  }

  /** To whoever reviews: those that wait first. */
  public List<Shown> all() {
    return transactions.inTransaction(tx -> shown(tx, cases.all(tx, MOST)));
  }

  /**
   * @return to a representative for some institutions, theirs only
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public List<Shown> ofPatient(String subject, String patientId) {
    return transactions.inTransaction(
        tx -> {
          var own = links.require(tx, subject, patientId);
          return shown(
              tx,
              cases.ofPatient(tx, patientId).stream()
                  .filter(each -> own.stream().anyMatch(link -> link.concerns(each.grantee())))
                  .toList());
        });
  }

  private List<Shown> shown(Handle tx, List<Case> found) {
    var standings = receipts.of(tx, found.stream().map(Case::decisionId).toList());
    return found.stream()
        .map(
            each ->
                new Shown(
                    each,
                    cases.request(tx, each.decisionId()),
                    Optional.ofNullable(standings.get(each.decisionId()))))
        .toList();
  }
}
