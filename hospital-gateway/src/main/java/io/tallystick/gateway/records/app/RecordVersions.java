package io.tallystick.gateway.records.app;

import io.tallystick.gateway.records.domain.Resource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which record took whose place, and by what names a record is found besides its encounter. */
public interface RecordVersions {

  /**
   * The newest version of a record, published or on its way.
   *
   * @param chain id of the first version; the ledger takes all of them in order
   * @param number from 1
   */
  record Version(String recordId, String chain, int number) {}

  /** Holds back, until the transaction ends, whoever adds to the same record. */
  Version newest(Handle tx, String recordId);

  void add(Handle tx, String recordId, Version supersedes);

  /** From now on the encounter's record is this one, also for who has asked for it. */
  void tookPlace(Handle tx, String recordId);

  /** Makes the record found by what its source system calls one of its resources. */
  void name(Handle tx, Resource resource, String recordId);

  /** Empty if no record has that name, or several. */
  Optional<String> named(Handle tx, String reference);
}
