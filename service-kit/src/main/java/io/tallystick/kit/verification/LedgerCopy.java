package io.tallystick.kit.verification;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** A table of this service that follows from the ledger; every bean of this type is shown. */
public interface LedgerCopy {

  /** Under which name it is shown, e.g. {@code claim_fact}. */
  String table();

  /**
   * @param after the key behind which to go on, empty for the first page
   * @return in the order of their keys
   */
  List<CopiedRow> rows(Handle tx, String after, int limit);
}
