package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The desk's files; every method writes one move of one case, under the case's lock. */
public interface CaseFiles {

  record NewCase(
      String claimId,
      String provider,
      String use,
      long version,
      Optional<String> memberId,
      Optional<String> plan,
      String servicesIndex,
      Money total,
      LocalDate serviceDate,
      LocalDate received) {}

  /**
   * @param opId the answer's, as it is kept
   */
  record Redecided(
      String opId, long version, AdjudicationOutcome outcome, Money paid, Money patient) {}

  /** Opens a case, locked; empty if the claim has one. */
  Optional<CaseFile> open(Handle tx, NewCase opened);

  /** The case, locked until the transaction ends. */
  Optional<CaseFile> lock(Handle tx, String claimId);

  Optional<CaseFile> find(Handle tx, String claimId);

  List<CaseFile> ofMembers(Handle tx, Set<String> memberIds);

  /**
   * Notes whose enrolment answers for the case now; both are absent if none does.
   *
   * @return the case as it is then
   */
  CaseFile answeredBy(Handle tx, CaseFile file, Optional<String> memberId, Optional<String> plan);

  /** Whether the same services were decided, and not denied, under another claim. */
  boolean duplicates(Handle tx, CaseFile file);

  void asked(Handle tx, CaseFile file, String requestId, Set<String> needed, Instant deadline);

  /** A release was announced and is to be fetched. */
  void fetching(Handle tx, CaseFile file);

  void pending(Handle tx, CaseFile file, String opId, PendReason reason, Instant deadline);

  void pended(Handle tx, CaseFile file, long version, Instant deadline);

  /** The provider answered: it is SUBMITTED again. */
  void answered(Handle tx, CaseFile file, long version);

  void queued(Handle tx, CaseFile file);

  void deciding(Handle tx, CaseFile file, String opId, Adjudication result);

  void decided(Handle tx, CaseFile file, long version);

  /** A decision is contested; the answer stands until another takes its place. */
  void appealed(Handle tx, CaseFile file, long version);

  /** Another answer takes the place of the one before; it is settled next. */
  void redecided(Handle tx, CaseFile file, Redecided answer);

  void reversed(Handle tx, CaseFile file, long version);

  /** Does nothing if this payer has no such case. */
  void voidAsked(Handle tx, String claimId, Instant at);

  /** Decided cases whose provider asked to take the decision back, the longest waiting first. */
  List<CaseFile> askedToVoid(Handle tx);

  void held(Handle tx, CaseFile file, Instant until);

  void cancelled(Handle tx, CaseFile file);

  /** Cases whose time has come, oldest first; those that another transaction holds are left out. */
  List<String> due(Handle tx, Instant now, int atMost);
}
