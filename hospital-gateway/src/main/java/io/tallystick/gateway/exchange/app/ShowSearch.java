package io.tallystick.gateway.exchange.app;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tallystick.gateway.exchange.domain.Reuse;
import io.tallystick.gateway.exchange.domain.Search;
import io.tallystick.gateway.exchange.domain.Sought;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.gateway.patients.domain.PatientProfile;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A search as its clinicians see it: each hospital's answer, each result with its provenance. */
@ApplicationScoped
public class ShowSearch {

  private static final int MOST = 50;

  public record Shown(
      String searchId,
      String patient,
      String patientName,
      String askedBy,
      Instant askedAt,
      Instant deadline,
      Sought sought,
      List<Answer> answers,
      List<Result> results) {}

  /**
   * @param state TO_SEND, WAITING, RECEIVED or NOTHING; why there is nothing isn't told
   */
  public record Answer(String custodian, Search.State state, String accessId) {}

  /**
   * @param custodian where it comes from, by its root on the ledger
   * @param derived whether its custodian redacted it
   * @param resource the FHIR resource
   * @param reuse absent unless it was reused
   */
  public record Result(
      String custodian,
      String accessId,
      String recordId,
      int leaf,
      boolean derived,
      @JsonRawValue String resource,
      ReuseShown reuse) {}

  public record ReuseShown(String reuseId, Reuse.State state, String txid, Instant recordedAt) {}

  /**
   * @param statement the exact JSON that the ledger's commitment opens with
   * @param salt base64
   */
  public record Proof(ReuseShown reuse, String accessId, String statement, String salt) {}

  private final Transactions transactions;
  private final Searches searches;
  private final Received received;
  private final Patients patients;

  public ShowSearch(
      Transactions transactions, Searches searches, Received received, Patients patients) {
    this.transactions = transactions;
    this.searches = searches;
    this.received = received;
    this.patients = patients;
  }

  public Shown show(Search search) {
    return transactions.inTransaction(tx -> shown(tx, search, results(tx, search)));
  }

  /** Without results. */
  public List<Shown> latest(String clinician) {
    return transactions.inTransaction(
        tx ->
            searches.latest(tx, clinician, MOST).stream()
                .map(s -> shown(tx, s, List.of()))
                .toList());
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code reuse.not-found}
   */
  public Proof proof(String reuseId) {
    return transactions.inTransaction(
        tx -> {
          var reuse =
              received
                  .reuse(tx, reuseId)
                  .orElseThrow(
                      () -> Problem.notFound("reuse.not-found", "no such reuse").exception());
          var opening = SaltedDocument.of(received.reuseOpening(tx, reuseId));
          return new Proof(
              shown(reuse),
              reuse.accessId(),
              new String(opening.document(), StandardCharsets.UTF_8),
              Base64.getEncoder().encodeToString(opening.salt()));
        });
  }

  public static ReuseShown shown(Reuse reuse) {
    return new ReuseShown(reuse.reuseId(), reuse.state(), reuse.txid(), reuse.recordedAt());
  }

  private Shown shown(Handle tx, Search search, List<Result> results) {
    var name = patients.profile(tx, search.patientId()).map(PatientProfile::displayName);
    return new Shown(
        search.searchId(),
        search.patientId(),
        name.orElse(null),
        search.askedBy(),
        search.askedAt(),
        search.deadline(),
        search.sought(),
        search.asks().stream()
            .map(ask -> new Answer(ask.custodian(), ask.state(), ask.accessId()))
            .toList(),
        results);
  }

  private List<Result> results(Handle tx, Search search) {
    return search.asks().stream()
        .filter(ask -> ask.accessId() != null)
        .flatMap(
            ask -> {
              var reuses = received.reuses(tx, ask.accessId());
              return received.open(tx, ask.accessId()).stream()
                  .flatMap(given -> given.leaves().stream().map(l -> result(given, l, reuses)));
            })
        .toList();
  }

  private static Result result(ReleasePackage given, ReleasePackage.Leaf leaf, List<Reuse> reuses) {
    var released = leaf.released();
    Optional<Reuse> reused =
        reuses.stream()
            .filter(r -> r.recordId().equals(released.recordId()) && r.leaf() == released.index())
            .findFirst();
    return new Result(
        given.custodian(),
        given.decisionId(),
        released.recordId(),
        released.index(),
        released.derived(),
        new String(leaf.document(), StandardCharsets.UTF_8),
        reused.map(ShowSearch::shown).orElse(null));
  }
}
