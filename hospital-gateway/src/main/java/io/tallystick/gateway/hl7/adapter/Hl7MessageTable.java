package io.tallystick.gateway.hl7.adapter;

import io.tallystick.gateway.hl7.app.Hl7Messages;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.kit.sealing.SealedStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code hl7_message}; the original lies sealed under {@code hl7/<message_id>}. */
@ApplicationScoped
class Hl7MessageTable implements Hl7Messages {

  private final SealedStore store;
  private final BlindIndex blind;
  private final Ids ids;
  private final Clock clock;

  Hl7MessageTable(SealedStore store, BlindIndex blind, Ids ids, Clock clock) {
    this.store = store;
    this.blind = blind;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<Taken> find(Handle tx, String source, String controlId) {
    var number = number(source, controlId);
    tx.execute("select pg_advisory_xact_lock(hashtextextended(?, 3))", number);
    return tx.select("select digest from hl7_message where number = ?", number)
        .mapTo(String.class)
        .findOne()
        .map(Taken::new);
  }

  @Override
  public void add(
      Handle tx,
      String source,
      String controlId,
      String digest,
      byte[] original,
      List<String> recordIds) {
    var messageId = ids.next();
    tx.execute(
        """
        insert into hl7_message (message_id, source, number, digest, taken_at)
        values (?, ?, ?, ?, ?)\
        """,
        messageId,
        source,
        number(source, controlId),
        digest,
        clock.instant());
    store.seal(tx, "hl7/" + messageId, original);
    for (var recordId : recordIds) {
      tx.execute(
          "insert into hl7_message_record (message_id, record_id) values (?, ?)",
          messageId,
          recordId);
    }
  }

  @Override
  public String digest(byte[] original) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256").digest(original);
      return blind.of("hl7.message", HexFormat.of().formatHex(sha256));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String number(String source, String controlId) {
    return blind.of("hl7.control-id", source + "\n" + controlId);
  }
}
