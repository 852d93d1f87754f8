package io.tallystick.gateway.matching.app;

import io.tallystick.gateway.matching.domain.MatchCase;
import io.tallystick.gateway.matching.domain.Sought;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Searches that a person decides; who is sought is sealed. */
public interface MatchCases {

  /** The case of this very search by this institution, locked. */
  Optional<MatchCase> find(Handle tx, String org, Sought sought);

  /** Opens it; another transaction's at the same moment is taken instead. */
  MatchCase open(Handle tx, String org, Sought sought);

  Optional<MatchCase> lock(Handle tx, String caseId);

  /** Longest waiting first. */
  List<MatchCase> waiting(Handle tx);

  Sought sought(Handle tx, String caseId);

  /** A request waits for this case. */
  void awaits(Handle tx, String caseId, String grantee, String requestId);

  /** Ids of the requests that wait for it. */
  List<String> awaiting(Handle tx, String caseId);

  /** What was confirmed for this patient is undecided again. */
  void reopen(Handle tx, String patientId);

  /**
   * @param patientId null if it is nobody here
   */
  void decided(Handle tx, String caseId, String patientId, String by, Instant at);
}
