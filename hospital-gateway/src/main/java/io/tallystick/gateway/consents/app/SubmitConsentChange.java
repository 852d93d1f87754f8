package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.app.ConsentDrafts.Draft;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.domain.OpenedConsent;
import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes the patient's signature on a draft, checks it, and sends the change to the ledger. */
@ApplicationScoped
public class SubmitConsentChange {

  /** Kinds of the ledger commands. */
  public static final String CHANGE = "consent.change";

  public static final String REVOKE = "consent.revoke";

  /**
   * @param version the head's version once the ledger accepts
   */
  public record Submission(String opId, String headId, long version) {}

  private final Transactions transactions;
  private final PatientLinks links;
  private final ConsentHeads heads;
  private final ConsentDrafts drafts;
  private final AttestKey attestKey;
  private final LedgerCommands ledger;
  private final Ids ids;
  private final Clock clock;
  private final String custodian;

  public SubmitConsentChange(
      Transactions transactions,
      PatientLinks links,
      ConsentHeads heads,
      ConsentDrafts drafts,
      AttestKey attestKey,
      LedgerCommands ledger,
      Ids ids,
      Clock clock,
      TallystickConfig config) {
    this.transactions = transactions;
    this.links = links;
    this.heads = heads;
    this.drafts = drafts;
    this.attestKey = attestKey;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.custodian = config.org().id();
  }

  /**
   * The same draft again is the same submission.
   *
   * @param revokes what the caller takes the draft for
   * @param signature ES256 of the draft's message, base64url
   * @throws ProblemException 404 {@code draft.not-found}, {@code patient.not-found}; 410 {@code
   *     draft.expired}; 409 {@code signature.invalid}, {@code stale.version}, {@code
   *     consent.change-in-progress}
   */
  public Submission submit(String subject, String draftId, boolean revokes, String signature) {
    return transactions.inTransaction(
        tx -> {
          var draft =
              drafts
                  .lock(tx, draftId)
                  .filter(d -> d.subject().equals(subject))
                  .filter(d -> d.revokes() == revokes)
                  .orElseThrow(SubmitConsentChange::unknown);
          if (draft.opId() != null) return submission(draft, draft.opId());
          if (!clock.instant().isBefore(draft.expiresAt())) {
            throw Problem.gone("draft.expired", "ask for a new draft").exception();
          }
          return submit(tx, draft, signature);
        });
  }

  private Submission submit(Handle tx, Draft draft, String signature) {
    var head = heads.byId(tx, draft.headId());
    requireCurrent(draft, head);
    var keys = links.requireConsenting(tx, draft.subject(), draft.patientId(), draft.grantee());
    var signer = signer(keys, draft, signature);
    var opId = ids.next();
    if (!drafts.submitted(tx, draft, signer.key().thumbprint(), opId)) {
      throw Problem.conflict("consent.change-in-progress", "another change is on its way")
          .exception();
    }
    ledger.enqueue(
        tx,
        draft.revokes()
            ? revocation(tx, draft, head.orElseThrow(), signer, opId, signature)
            : change(tx, draft, head, signer, opId, signature));
    return submission(draft, opId);
  }

  private static void requireCurrent(Draft draft, Optional<Head> head) {
    long next = head.map(h -> h.version() + 1).orElse(1L);
    if (draft.version() != next) {
      throw refused(RefusalCode.STALE_VERSION, "the consent has changed since the draft");
    }
  }

  /** The one of the caller's attested keys that signed. */
  private static Enrolment signer(List<Enrolment> keys, Draft draft, String signature) {
    var message = draft.content().change().message();
    return keys.stream()
        .filter(k -> Es256.verifies(k.key(), message, signature))
        .findFirst()
        .orElseThrow(
            () -> refused(RefusalCode.SIGNATURE_INVALID, "not signed by an accepted key of yours"));
  }

  private LedgerCommand change(
      Handle tx,
      Draft draft,
      Optional<Head> head,
      Enrolment signer,
      String opId,
      String signature) {
    var change = draft.content().change();
    var earlier = head.map(h -> heads.open(tx, h.opId()));
    var same = earlier.filter(e -> signer.key().equals(e.key()));
    var keySalt = same.map(OpenedConsent::keySalt).orElseGet(ids::salt);
    var opened =
        new OpenedConsent(draft.content().set(), draft.content().salt(), signer.key(), keySalt);
    heads.seal(tx, opId, opened);
    var succeeds = same.isPresent() ? null : keyCommitment(earlier);
    var word = attestKey.attest(signer, draft.headId(), succeeds);
    var untouched = earlier.filter(e -> signer.mandate().isPresent() && inForce(head));
    return new LedgerCommand(
        CHANGE,
        new LedgerOperation.ChangeConsent(
            opId,
            draft.headId(),
            change.version(),
            custodian,
            draft.grantee(),
            change.commitment(),
            opened.keyCommitment().orElseThrow(),
            change.notBefore(),
            change.notAfter()),
        new Opening.Consent(
            opened.salt(),
            opened.set(),
            signer.key(),
            keySalt,
            change,
            signature,
            word.attestation(),
            word.signature(),
            untouched.map(OpenedConsent::set).orElse(null),
            untouched.map(OpenedConsent::salt).orElse(null)),
        List.of(custodian, draft.grantee()),
        draft.headId());
  }

  /** No named endorsers: any two may endorse, so that the grantee can't hold a revocation up. */
  private LedgerCommand revocation(
      Handle tx, Draft draft, Head head, Enrolment signer, String opId, String signature) {
    var change = draft.content().change();
    return new LedgerCommand(
        REVOKE,
        new LedgerOperation.RevokeConsent(opId, head.headId(), change.version()),
        opening(heads.open(tx, head.opId()), signer, change, signature),
        List.of(),
        head.headId());
  }

  /** Another key than the head's needs the institution's word. */
  private Opening.Revocation opening(
      OpenedConsent opened, Enrolment signer, ConsentChange change, String signature) {
    if (signer.key().equals(opened.key())) {
      return new Opening.Revocation(opened.key(), opened.keySalt(), change, signature);
    }
    var succeeds = opened.keyCommitment().orElse(null);
    var word = attestKey.attest(signer, change.headId(), succeeds);
    return new Opening.Revocation(
        signer.key(), null, change, signature, word.attestation(), word.signature());
  }

  private boolean inForce(Optional<Head> head) {
    return head.filter(h -> h.inForce(clock.instant())).isPresent();
  }

  private static String keyCommitment(Optional<OpenedConsent> earlier) {
    return earlier.flatMap(OpenedConsent::keyCommitment).orElse(null);
  }

  private static Submission submission(Draft draft, String opId) {
    return new Submission(opId, draft.headId(), draft.version());
  }

  private static ProblemException refused(RefusalCode code, String detail) {
    return Problem.of(new Refusal(code, detail)).exception();
  }

  private static ProblemException unknown() {
    return Problem.notFound("draft.not-found", "no such draft of yours").exception();
  }
}
