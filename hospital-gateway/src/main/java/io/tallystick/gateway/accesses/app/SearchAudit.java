package io.tallystick.gateway.accesses.app;

import io.tallystick.gateway.accesses.domain.AuditQuery;
import io.tallystick.gateway.accesses.domain.MadeAccess;
import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Who saw which records: for the patient whose they are, and for the custodian's privacy officer.
 */
@ApplicationScoped
public class SearchAudit {

  /**
   * @param total on all pages
   */
  public record Page(List<MadeAccess> made, int total) {}

  private final Transactions transactions;
  private final PatientLinks links;
  private final Accesses accesses;

  public SearchAudit(Transactions transactions, PatientLinks links, Accesses accesses) {
    this.transactions = transactions;
    this.links = links;
    this.accesses = accesses;
  }

  /**
   * @param subject who asks; null for the privacy officer, who may ask for any patient or all
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public Page search(String subject, AuditQuery query) {
    return transactions.inTransaction(
        tx -> {
          var page = accesses.page(tx, query);
          if (subject == null) return new Page(page, accesses.count(tx, query));
          var own = links.require(tx, subject, query.patientId());
          var concern =
              page.stream()
                  .filter(made -> own.stream().anyMatch(link -> link.concerns(made.grantee())))
                  .toList();
          // A representative for some institutions isn't told how much there is of others.
          boolean all = concern.size() == page.size();
          return new Page(concern, all ? accesses.count(tx, query) : concern.size());
        });
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code audit.not-found}, also for
   *     another patient's
   */
  public MadeAccess read(String subject, String accessId) {
    return transactions.inTransaction(
        tx ->
            accesses
                .byId(tx, accessId)
                .filter(made -> made.txid() != null && mayRead(tx, subject, made))
                .orElseThrow(
                    () ->
                        Problem.notFound("audit.not-found", "no such event for you").exception()));
  }

  private boolean mayRead(Handle tx, String subject, MadeAccess made) {
    return subject == null
        || made.patientId() != null
            && links.between(tx, subject, made.patientId()).stream()
                .anyMatch(link -> link.concerns(made.grantee()));
  }
}
