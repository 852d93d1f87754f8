package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.consents.app.ConsentDrafts.Draft;
import io.tallystick.gateway.consents.domain.DraftContent;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Puts a revocation into the words that the patient's key will sign. */
@ApplicationScoped
public class DraftRevocation {

  private final Transactions transactions;
  private final PatientLinks links;
  private final ConsentHeads heads;
  private final ConsentDrafts drafts;
  private final Ids ids;
  private final Clock clock;
  private final TallystickConfig config;
  private final GatewayConfig limits;

  public DraftRevocation(
      Transactions transactions,
      PatientLinks links,
      ConsentHeads heads,
      ConsentDrafts drafts,
      Ids ids,
      Clock clock,
      TallystickConfig config,
      GatewayConfig limits) {
    this.transactions = transactions;
    this.links = links;
    this.heads = heads;
    this.drafts = drafts;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
    this.limits = limits;
  }

  /**
   * @throws ProblemException 404 {@code consent.not-found}, also for another patient's; 409 {@code
   *     consent.revoked}, {@code mandate.exceeded}
   */
  public Draft draft(String subject, String headId) {
    return transactions.inTransaction(
        tx -> {
          var head = heads.byId(tx, headId).orElseThrow(DraftRevocation::unknown);
          requireLink(tx, subject, head);
          if (head.revoked()) {
            throw Problem.conflict("consent.revoked", "revoked already").exception();
          }
          var draft = draft(subject, head);
          drafts.add(tx, draft);
          return draft;
        });
  }

  private void requireLink(Handle tx, String subject, Head head) {
    try {
      links.require(tx, subject, head.patientId());
    } catch (ProblemException nobodyOfTheirs) {
      throw unknown();
    }
    var able = links.between(tx, subject, head.patientId()).stream();
    if (able.noneMatch(Enrolment::unbounded)) {
      var why = "a bounded mandate ends no whole consent";
      throw Problem.of(new Refusal(RefusalCode.MANDATE_EXCEEDED, why)).exception();
    }
  }

  private Draft draft(String subject, Head head) {
    var change =
        head.revocation(config.ledger().channel(), config.org().id(), DraftConsent.nonce(ids));
    return new Draft(
        ids.next(),
        subject,
        head.patientId(),
        head.grantee(),
        head.headId(),
        change.version(),
        true,
        null,
        null,
        clock.instant().plus(limits.draftValidity()),
        new DraftContent(change, null, null));
  }

  private static ProblemException unknown() {
    return Problem.notFound("consent.not-found", "no such consent of yours").exception();
  }
}
