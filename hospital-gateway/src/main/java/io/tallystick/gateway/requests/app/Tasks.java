package io.tallystick.gateway.requests.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tasks as their requesters sent them; sealed, since they name patients. */
public interface Tasks {

  /**
   * @param content tells a repeated Task from another one
   */
  record Row(String taskId, String requester, String content, Instant receivedAt) {}

  /** Holds back, until the transaction ends, whoever sends the same identifier. */
  void reserve(Handle tx, String requester, String identifier);

  /**
   * @param identifier the requester's own, may be null
   */
  void add(Handle tx, Row row, String identifier, byte[] document);

  Optional<Row> byId(Handle tx, String taskId);

  Optional<Row> byIdentifier(Handle tx, String requester, String identifier);

  /** The Task as received. */
  byte[] document(Handle tx, String taskId);

  /** Latest first. */
  List<Row> ofRequester(Handle tx, String requester, int most);

  /** A keyed digest of a Task's canonical bytes. */
  String content(byte[] document);
}
