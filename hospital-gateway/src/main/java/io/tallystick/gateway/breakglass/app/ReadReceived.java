package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.breakglass.app.ReceivedRecords.Received;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A clinician reads what they received in an emergency; nobody else does. */
@ApplicationScoped
public class ReadReceived {

  private final Transactions transactions;
  private final ReceivedRecords received;

  public ReadReceived(Transactions transactions, ReceivedRecords received) {
    this.transactions = transactions;
    this.received = received;
  }

  /**
   * @param clinician null for everybody's
   */
  public List<Received> list(String clinician) {
    return transactions.inTransaction(tx -> received.all(tx, clinician));
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code break-glass.not-found}, also for
   *     another's; 410 {@code content.erased}
   */
  public ReleasePackage open(String clinician, String decisionId) {
    return transactions.inTransaction(
        tx -> {
          var found =
              received
                  .byId(tx, decisionId)
                  .filter(each -> each.clinician().equals(clinician))
                  .orElseThrow(
                      () ->
                          Problem.notFound("break-glass.not-found", "nothing like it for you")
                              .exception());
          var bytes =
              received
                  .open(tx, found.decisionId())
                  .orElseThrow(
                      () ->
                          Problem.gone("content.erased", "it was erased after the review")
                              .exception());
          return CanonicalJson.read(bytes, ReleasePackage.class);
        });
  }
}
