package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.app.ConsentRequests.Asked;
import io.tallystick.gateway.consents.domain.Coverage;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.Provision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What a patient has granted, and what is asked of them. */
@ApplicationScoped
public class ListConsents {

  /**
   * @param basis {@code KEY}, or {@code PAPER}: the institution's word, and weaker
   */
  public record Granted(
      String headId,
      String grantee,
      long version,
      Head.State state,
      Instant notBefore,
      Instant notAfter,
      List<ConsentStatement> statements,
      String txid,
      String basis) {}

  /** A consent without what it says. */
  public record Outline(
      String headId,
      String grantee,
      long version,
      Head.State state,
      Instant notBefore,
      Instant notAfter,
      String basis,
      String txid) {}

  /**
   * @param claimId absent if it is asked for no claim
   * @param state {@code OPEN}, {@code ANSWERED}, {@code DECLINED}, {@code WITHDRAWN} or {@code
   *     EXPIRED}
   * @param codes only what carries one of these; empty means any
   * @param labels sensitivity labels asked for expressly
   * @param granted how much of it the patient allowed: FULL, PART or DENIED; absent until answered
   *     and for a claim
   * @param actors who asks within the grantee, as it told; empty if it didn't
   * @param suggestion the narrowest statement that answers it; id and period are given at the draft
   */
  public record Request(
      String requestId,
      String grantee,
      String purpose,
      List<String> classes,
      String claimId,
      Instant askedAt,
      Instant deadline,
      String state,
      ConsentStatement suggestion,
      List<Provision.Code> codes,
      List<String> labels,
      LocalDate dataFrom,
      LocalDate dataUntil,
      Coverage granted,
      List<Actor> actors) {}

  private final Transactions transactions;
  private final PatientLinks links;
  private final ConsentHeads heads;
  private final ConsentRequests requests;
  private final Clock clock;

  public ListConsents(
      Transactions transactions,
      PatientLinks links,
      ConsentHeads heads,
      ConsentRequests requests,
      Clock clock) {
    this.transactions = transactions;
    this.links = links;
    this.heads = heads;
    this.requests = requests;
    this.clock = clock;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public List<Granted> granted(String subject, String patientId) {
    return transactions.inTransaction(
        tx -> {
          var own = links.require(tx, subject, patientId);
          return heads.ofPatient(tx, patientId).stream()
              .filter(head -> own.stream().anyMatch(link -> link.concerns(head.grantee())))
              .map(head -> granted(tx, head))
              .toList();
        });
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public List<Request> requested(String subject, String patientId) {
    return transactions.inTransaction(
        tx -> {
          var own = links.require(tx, subject, patientId);
          return requests.ofPatient(tx, patientId).stream()
              .filter(asked -> own.stream().anyMatch(link -> link.concerns(asked.grantee())))
              .map(this::request)
              .toList();
        });
  }

  /** For a clerk; empty for an unknown patient. */
  public List<Outline> outlines(String patientId) {
    return transactions.inTransaction(
        tx -> heads.ofPatient(tx, patientId).stream().map(this::outline).toList());
  }

  private Outline outline(Head head) {
    return new Outline(
        head.headId(),
        head.grantee(),
        head.version(),
        head.state(clock.instant()),
        head.notBefore(),
        head.notAfter(),
        basis(head),
        head.txid());
  }

  private static String basis(Head head) {
    return head.onPaper() ? "PAPER" : "KEY";
  }

  private Granted granted(Handle tx, Head head) {
    return new Granted(
        head.headId(),
        head.grantee(),
        head.version(),
        head.state(clock.instant()),
        head.notBefore(),
        head.notAfter(),
        heads.open(tx, head.opId()).set().statements(),
        head.txid(),
        basis(head));
  }

  private Request request(Asked asked) {
    return new Request(
        asked.requestId(),
        asked.grantee(),
        asked.purpose(),
        asked.classes(),
        asked.claimId(),
        asked.askedAt(),
        asked.deadline(),
        state(asked),
        suggestion(asked),
        asked.codes(),
        asked.labels(),
        asked.dataFrom(),
        asked.dataUntil(),
        asked.granted(),
        asked.actors());
  }

  private String state(Asked asked) {
    return asked.lapsed(clock.instant()) ? "EXPIRED" : asked.state().name();
  }

  /** Sensitive areas are part of it only if they were asked for expressly. */
  private static ConsentStatement suggestion(Asked asked) {
    var permit = asked.scope().permit(asked.purpose());
    return new ConsentStatement(null, null, null, List.of(permit), List.of());
  }
}
