package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.domain.Scan;
import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The form behind a consent, for whoever it is about and for the clerk; and what rests on paper.
 */
@ApplicationScoped
public class ShowPaper {

  /** One version of one head. */
  public record Version(String headId, long version) {}

  private final Transactions transactions;
  private final PatientLinks links;
  private final ConsentHeads heads;
  private final PaperForms forms;

  public ShowPaper(
      Transactions transactions, PatientLinks links, ConsentHeads heads, PaperForms forms) {
    this.transactions = transactions;
    this.links = links;
    this.heads = heads;
    this.forms = forms;
  }

  /**
   * @throws ProblemException 404 {@code paper.not-found}, also for another patient's
   */
  public Scan forPatient(String subject, String headId) {
    return transactions.inTransaction(
        tx -> {
          var head = heads.byId(tx, headId).filter(h -> mayLook(tx, subject, h));
          if (head.isEmpty()) throw none();
          return scan(tx, headId);
        });
  }

  /**
   * @throws ProblemException 404 {@code paper.not-found}
   */
  public Scan forClerk(String headId) {
    return transactions.inTransaction(tx -> scan(tx, headId));
  }

  /** The versions of a patient's heads that rest on paper; whether they may be seen is decided. */
  public Set<Version> versions(String patientId) {
    return transactions.inTransaction(
        tx ->
            forms.ofPatient(tx, patientId).stream()
                .filter(form -> !form.revokes())
                .map(form -> new Version(form.headId(), form.version()))
                .collect(Collectors.toSet()));
  }

  private boolean mayLook(Handle tx, String subject, Head head) {
    return links.between(tx, subject, head.patientId()).stream()
        .anyMatch(link -> link.concerns(head.grantee()));
  }

  private Scan scan(Handle tx, String headId) {
    return forms.ofHead(tx, headId).map(form -> forms.scan(tx, form)).orElseThrow(ShowPaper::none);
  }

  private static ProblemException none() {
    return Problem.notFound("paper.not-found", "no form of yours").exception();
  }
}
