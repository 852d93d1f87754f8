package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.CaseFile;
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

  void held(Handle tx, CaseFile file, Instant until);

  void cancelled(Handle tx, CaseFile file);

  /** Cases whose time has come, oldest first; those that another transaction holds are left out. */
  List<String> due(Handle tx, Instant now, int atMost);
}
