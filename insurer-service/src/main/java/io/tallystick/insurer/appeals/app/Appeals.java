package io.tallystick.insurer.appeals.app;

import io.tallystick.insurer.appeals.domain.Appeal;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Appeals to this payer, the newest of each claim; the appeal itself is kept sealed. */
public interface Appeals {

  /**
   * @param document as it was written, any JSON
   */
  void enter(Handle tx, String claimId, String appealedBy, byte[] document);

  /** The appeal, locked until the transaction ends. */
  Optional<Appeal> lock(Handle tx, String claimId);

  Optional<Appeal> find(Handle tx, String claimId);

  /** As it was written. */
  byte[] document(Handle tx, String claimId);

  /** Those that wait for an adjudicator, the longest waiting first. */
  List<Appeal> waiting(Handle tx);

  void deciding(Handle tx, String claimId, Appeal.Ruling ruling, String by);

  void decided(Handle tx, String claimId);

  /** The ledger refused the decision: somebody has to look again. */
  void reopened(Handle tx, String claimId);
}
