package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.consents.app.ConsentDrafts.Draft;
import io.tallystick.gateway.consents.app.SubmitConsentChange.Submission;
import io.tallystick.gateway.consents.domain.DraftContent;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.domain.NextConsent;
import io.tallystick.gateway.consents.domain.OpenedConsent;
import io.tallystick.gateway.consents.domain.Scan;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ConsentOperation;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A clerk records a consent that a patient signed on paper. The scan stays here, sealed; the ledger
 * has a salted hash of it and marks the consent as resting on paper. Where a key has signed, paper
 * takes nothing's place.
 */
@ApplicationScoped
public class RecordPaperConsent {

  /** Kind of the ledger command. */
  public static final String PAPER = "consent.paper";

  /**
   * @param statements as on the form; may lack id and period
   * @param days from now until when they hold, 1 to 365
   */
  public record Given(
      String patientId,
      String grantee,
      List<ConsentStatement> statements,
      int days,
      LocalDate signedOn,
      Scan scan) {}

  private final Transactions transactions;
  private final Patients patients;
  private final ConsentHeads heads;
  private final ConsentDrafts drafts;
  private final PaperForms forms;
  private final Grantees grantees;
  private final SensitivityLabels labels;
  private final LedgerCommands ledger;
  private final Ids ids;
  private final Clock clock;
  private final GatewayConfig limits;
  private final String custodian;

  public RecordPaperConsent(
      Transactions transactions,
      Patients patients,
      ConsentHeads heads,
      ConsentDrafts drafts,
      PaperForms forms,
      Grantees grantees,
      SensitivityLabels labels,
      LedgerCommands ledger,
      Ids ids,
      Clock clock,
      GatewayConfig limits,
      TallystickConfig config) {
    this.transactions = transactions;
    this.patients = patients;
    this.heads = heads;
    this.drafts = drafts;
    this.forms = forms;
    this.grantees = grantees;
    this.labels = labels;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
    this.custodian = config.org().id();
  }

  /**
   * @throws ProblemException 404 {@code patient.not-found}; 422 {@code grantee.unknown} and what
   *     {@link NextConsent} refuses; 409 {@code paper.on-keyed-head} while a consent that a key
   *     signed is in force, {@code consent.change-in-progress}
   */
  public Submission record(Given given, String clerk) {
    return transactions.inTransaction(
        tx -> {
          if (given.patientId() == null || patients.profile(tx, given.patientId()).isEmpty()) {
            throw Problem.notFound("patient.not-found", "no such patient").exception();
          }
          grantees.require(given.grantee());
          return record(tx, given, continued(tx, given), clerk);
        });
  }

  /** A head on paper goes on; one that a key signed gives way once it is over. */
  private Optional<Head> continued(Handle tx, Given given) {
    var head = heads.current(tx, given.patientId(), given.grantee());
    if (head.filter(h -> !h.onPaper() && h.inForce(clock.instant())).isPresent()) {
      throw Problem.conflict("paper.on-keyed-head", "the patient's key has signed a consent here")
          .exception();
    }
    return head.filter(Head::onPaper);
  }

  private Submission record(Handle tx, Given given, Optional<Head> head, String clerk) {
    var now = clock.instant();
    var next = next(tx, given, head);
    var opId = ids.next();
    var headId = head.map(Head::headId).orElseGet(ids::next);
    var set = new ConsentSet(headId, custodian, given.grantee(), next.statements());
    var opened = new OpenedConsent(set, ids.salt(), null, null);
    var draft =
        new Draft(
            ids.next(),
            clerk,
            given.patientId(),
            given.grantee(),
            headId,
            head.map(h -> h.version() + 1).orElse(1L),
            false,
            null,
            null,
            now.plus(limits.draftValidity()),
            new DraftContent(null, set, opened.salt()));
    drafts.add(tx, draft);
    if (!drafts.submitted(tx, draft, null, opId)) {
      throw Problem.conflict("consent.change-in-progress", "another change is on its way")
          .exception();
    }
    heads.seal(tx, opId, opened);
    var scan = new SaltedDocument(ids.salt(), given.scan().content());
    forms.add(tx, form(opId, draft, given, clerk), scan);
    ledger.enqueue(tx, command(opId, draft, next, opened, scan));
    return new Submission(opId, headId, draft.version());
  }

  private NextConsent.Outcome.Next next(Handle tx, Given given, Optional<Head> head) {
    var now = clock.instant();
    var current =
        head.filter(h -> h.inForce(now))
            .map(h -> heads.open(tx, h.opId()).set().statements())
            .orElse(List.of());
    return switch (NextConsent.of(
        current, given.statements(), given.days(), now, labels::knows, ids::next)) {
      case NextConsent.Outcome.Next found -> found;
      case NextConsent.Outcome.Refused(var code, var detail) ->
          throw Problem.unprocessable(code, detail).exception();
    };
  }

  private PaperForms.Form form(String opId, Draft draft, Given given, String clerk) {
    return new PaperForms.Form(
        opId,
        draft.headId(),
        draft.version(),
        draft.patientId(),
        false,
        given.scan().mediaType(),
        given.signedOn(),
        clerk,
        clock.instant());
  }

  private LedgerCommand command(
      String opId,
      Draft draft,
      NextConsent.Outcome.Next next,
      OpenedConsent opened,
      SaltedDocument scan) {
    return new LedgerCommand(
        PAPER,
        new ConsentOperation.RecordPaperConsent(
            opId,
            draft.headId(),
            draft.version(),
            custodian,
            draft.grantee(),
            Commitment.to(opened.salt(), CanonicalJson.bytes(opened.set())).hex(),
            scan.commitment().hex(),
            next.notBefore(),
            next.notAfter()),
        new Opening.PaperConsent(opened.salt(), opened.set()),
        List.of(custodian, draft.grantee()),
        draft.headId());
  }
}
