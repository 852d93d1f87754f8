package io.tallystick.gateway.hl7.app;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages that were taken, the originals sealed. */
public interface Hl7Messages {

  /**
   * @param digest keyed; tells the same message from another under its number
   */
  record Taken(String digest) {

    /** What went with a record leaves nothing to compare with. */
    boolean isErased() {
      return digest.isEmpty();
    }
  }

  /** Holds back, until the transaction ends, whoever sends the same message. */
  Optional<Taken> find(Handle tx, String source, String controlId);

  /**
   * @param recordIds what came of it: with one of them goes the original
   */
  void add(
      Handle tx,
      String source,
      String controlId,
      String digest,
      byte[] original,
      List<String> recordIds);

  String digest(byte[] original);
}
