package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.consents.app.ConsentDrafts.Draft;
import io.tallystick.gateway.consents.domain.DraftContent;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.domain.NextConsent;
import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.gateway.enrolment.domain.ActsAs;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Puts a grant into the words that the patient's key will sign. */
@ApplicationScoped
public class DraftConsent {

  /**
   * @param days 1 to 365
   */
  public record Wish(String patient, String grantee, List<ConsentStatement> statements, int days) {

    public Wish {
      statements = statements == null ? List.of() : List.copyOf(statements);
    }
  }

  private final Transactions transactions;
  private final PatientLinks links;
  private final ConsentHeads heads;
  private final ConsentDrafts drafts;
  private final SensitivityLabels labels;
  private final Grantees grantees;
  private final Ids ids;
  private final Clock clock;
  private final TallystickConfig config;
  private final GatewayConfig limits;

  public DraftConsent(
      Transactions transactions,
      PatientLinks links,
      ConsentHeads heads,
      ConsentDrafts drafts,
      SensitivityLabels labels,
      Grantees grantees,
      Ids ids,
      Clock clock,
      TallystickConfig config,
      GatewayConfig limits) {
    this.transactions = transactions;
    this.links = links;
    this.heads = heads;
    this.drafts = drafts;
    this.labels = labels;
    this.grantees = grantees;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
    this.limits = limits;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}; 422 {@code
   *     grantee.unknown} and what {@link NextConsent} refuses; 409 {@code mandate.exceeded} beyond
   *     what a representative may do
   */
  public Draft draft(String subject, Wish wish) {
    return transactions.inTransaction(
        tx -> {
          var draft = prepared(tx, subject, wish);
          drafts.add(tx, draft);
          return draft;
        });
  }

  /**
   * What the head would hold; nothing is kept of it.
   *
   * @throws io.tallystick.kit.problem.ProblemException as {@link #draft}
   */
  public ConsentSet tried(Handle tx, String subject, Wish wish) {
    return prepared(tx, subject, wish).content().set();
  }

  private Draft prepared(Handle tx, String subject, Wish wish) {
    links.require(tx, subject, wish.patient());
    grantees.require(wish.grantee());
    var keys = links.requireConsenting(tx, subject, wish.patient(), wish.grantee());
    var head = continued(tx, wish, keys);
    var draft = draft(tx, subject, wish, head, days(wish, keys));
    requireMandate(tx, draft, head, keys);
    return draft;
  }

  /** The head that goes on, whoever's key signed it last; empty if a new one begins. */
  private Optional<Head> continued(Handle tx, Wish wish, List<Enrolment> keys) {
    var head = heads.current(tx, wish.patient(), wish.grantee());
    boolean ours =
        head.filter(h -> keys.stream().anyMatch(k -> k.key().thumbprint().equals(h.thumbprint())))
            .isPresent();
    return head.filter(h -> ours || h.inForce(clock.instant()));
  }

  /** The ledger's endorsers hold the same against the change. */
  private void requireMandate(Handle tx, Draft draft, Optional<Head> head, List<Enrolment> keys) {
    var now = clock.instant();
    var before =
        head.filter(h -> h.inForce(now))
            .map(h -> heads.open(tx, h.opId()).set().statements())
            .orElse(List.of());
    var exceeded =
        keys.stream()
            .map(
                key -> key.mandate().flatMap(m -> m.exceededBy(before, draft.content().set(), now)))
            .toList();
    if (exceeded.stream().allMatch(Optional::isPresent)) {
      var why = exceeded.getFirst().orElseThrow();
      throw Problem.of(new Refusal(RefusalCode.MANDATE_EXCEEDED, why)).exception();
    }
  }

  /** What a representative grants ends with the role at the latest. */
  private int days(Wish wish, List<Enrolment> keys) {
    boolean unbounded =
        keys.stream().anyMatch(k -> k.actsAs() == ActsAs.SELF || k.notAfter() == null);
    if (unbounded) return wish.days();
    var end = keys.stream().map(Enrolment::notAfter).max(Instant::compareTo).orElseThrow();
    return (int) Math.min(wish.days(), ChronoUnit.DAYS.between(clock.instant(), end));
  }

  private Draft draft(Handle tx, String subject, Wish wish, Optional<Head> head, int days) {
    var now = clock.instant();
    var current =
        head.filter(h -> h.inForce(now))
            .map(h -> heads.open(tx, h.opId()).set().statements())
            .orElse(List.of());
    var next =
        switch (NextConsent.of(current, wish.statements(), days, now, labels::knows, ids::next)) {
          case NextConsent.Outcome.Next given -> given;
          case NextConsent.Outcome.Refused(var code, var detail) ->
              throw Problem.unprocessable(code, detail).exception();
        };
    var headId = head.map(Head::headId).orElseGet(ids::next);
    var content = content(wish.grantee(), headId, head, next);
    return new Draft(
        ids.next(),
        subject,
        wish.patient(),
        wish.grantee(),
        headId,
        content.change().version(),
        false,
        null,
        null,
        now.plus(limits.draftValidity()),
        content);
  }

  private DraftContent content(
      String grantee, String headId, Optional<Head> head, NextConsent.Outcome.Next next) {
    var custodian = config.org().id();
    var set = new ConsentSet(headId, custodian, grantee, next.statements());
    var salt = ids.salt();
    var change =
        new ConsentChange(
            config.ledger().channel(),
            ConsentChange.GRANT,
            headId,
            head.map(h -> h.version() + 1).orElse(1L),
            head.map(Head::commitment).orElse(null),
            Commitment.to(salt, CanonicalJson.bytes(set)).hex(),
            custodian,
            grantee,
            nonce(ids),
            next.notBefore(),
            next.notAfter());
    return new DraftContent(change, set, salt);
  }

  /** 128 random bits, base64url. */
  static String nonce(Ids ids) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ids.bytes(16));
  }
}
