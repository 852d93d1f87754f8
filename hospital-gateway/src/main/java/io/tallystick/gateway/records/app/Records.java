package io.tallystick.gateway.records.app;

import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.kit.sealing.KeyDestroyed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The institution's records: leaves and salts sealed, found by blind index. */
public interface Records {

  enum State {
    PENDING,
    PUBLISHED,
    REFUSED,
    SUPERSEDED,
    ERASED
  }

  /**
   * @param content tells a repeated publication from one with other content
   * @param txid absent until published
   */
  record Row(
      String recordId,
      String patientId,
      String content,
      int leaves,
      String opId,
      State state,
      String txid,
      Instant publishedAt) {}

  /** Holds back, until the transaction ends, whoever publishes the same encounter. */
  void reserve(Handle tx, List<String> encounters);

  void add(Handle tx, Row row, String root, EncounterRecord record);

  /** The record of any of these encounters. */
  Optional<Row> byEncounter(Handle tx, String encounter);

  Optional<Row> byId(Handle tx, String recordId);

  /** Lets a record without an encounter be found by a name of its own. */
  void name(Handle tx, String name, String recordId);

  Optional<Row> byOperation(Handle tx, String opId);

  List<Row> published(Handle tx, String patientId);

  /**
   * @throws io.tallystick.kit.sealing.KeyDestroyed if it is erased, also where its row came back
   *     from a backup
   */
  EncounterRecord open(Handle tx, String recordId);

  /** The same; empty if it is erased. */
  default Optional<EncounterRecord> readable(Handle tx, String recordId) {
    try {
      return Optional.of(open(tx, recordId));
    } catch (KeyDestroyed erased) {
      return Optional.empty();
    }
  }

  void published(Handle tx, String recordId, String txid, long block, Instant at);

  /** Refused by the ledger: the encounter may be published again. */
  void refused(Handle tx, String recordId);

  /** A keyed digest of the resources' canonical bytes. */
  String content(List<byte[]> documents);
}
