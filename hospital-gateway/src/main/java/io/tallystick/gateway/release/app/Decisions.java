package io.tallystick.gateway.release.app;

import io.tallystick.gateway.release.domain.Decision;
import io.tallystick.kit.ledger.LedgerReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Decisions and the sealed packages that go with permits. */
public interface Decisions {

  /**
   * @param sealedPackage JWE to the grantee, null in a denial
   */
  void add(Handle tx, Decision decision, String sealedPackage, Instant now);

  Optional<Decision> byId(Handle tx, String decisionId);

  Optional<Decision> byOperation(Handle tx, String opId);

  /** Empty once dropped. */
  Optional<String> sealedPackage(Handle tx, String decisionId);

  void recorded(Handle tx, String decisionId, LedgerReceipt receipt);

  void replaced(Handle tx, String decisionId);

  void dropPackage(Handle tx, String decisionId);

  /** Drops the packages of all permits that have run out. */
  void dropPackagesBefore(Handle tx, Instant now);

  /** Ids of the permits decided under a head, on the ledger or on their way to it. */
  List<String> permitsUnder(Handle tx, String headId);

  /** The grantee took its release over. */
  void fetched(Handle tx, String decisionId, Instant now);

  /** The latest on one request that wasn't replaced. */
  Optional<Decision> latest(Handle tx, String grantee, String requestId);
}
