package io.tallystick.gateway.requests.adapter;

import io.tallystick.gateway.requests.app.Tasks;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.crypto.Digests;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Tasks in PostgreSQL: ids and blind indexes; the document is sealed. */
@ApplicationScoped
class TaskTable implements Tasks {

  private final SealedStore store;
  private final BlindIndex blind;

  TaskTable(SealedStore store, BlindIndex blind) {
    this.store = store;
    this.blind = blind;
  }

  @Override
  public void reserve(Handle tx, String requester, String identifier) {
    tx.execute(
        "select pg_advisory_xact_lock(hashtextextended(?, 13))",
        requester + " " + index(identifier));
  }

  @Override
  public void add(Handle tx, Row row, String identifier, byte[] document) {
    tx.execute(
        """
        insert into task (task_id, requester, identifier, content, received_at)
        values (?, ?, ?, ?, ?)""",
        row.taskId(),
        row.requester(),
        identifier == null ? null : index(identifier),
        row.content(),
        row.receivedAt());
    store.seal(tx, sealedId(row.taskId()), document);
  }

  @Override
  public Optional<Row> byId(Handle tx, String taskId) {
    return tx.select("select * from task where task_id = ?", taskId).map(TaskTable::row).findOne();
  }

  @Override
  public Optional<Row> byIdentifier(Handle tx, String requester, String identifier) {
    return tx.select(
            "select * from task where requester = ? and identifier = ?",
            requester,
            index(identifier))
        .map(TaskTable::row)
        .findOne();
  }

  @Override
  public byte[] document(Handle tx, String taskId) {
    return store.open(tx, sealedId(taskId)).orElseThrow();
  }

  @Override
  public List<Row> ofRequester(Handle tx, String requester, int most) {
    return tx.select(
            """
            select * from task where requester = ?
            order by received_at desc, task_id limit ?""",
            requester,
            most)
        .map(TaskTable::row)
        .list();
  }

  @Override
  public String content(byte[] document) {
    return blind.of("task.content", Digests.sha256(document));
  }

  private String index(String identifier) {
    return blind.of("task.identifier", identifier);
  }

  private static String sealedId(String taskId) {
    return "task/" + taskId;
  }

  private static Row row(ResultSet row, StatementContext context) throws SQLException {
    return new Row(
        row.getString("task_id"),
        row.getString("requester"),
        row.getString("content"),
        row.getObject("received_at", OffsetDateTime.class).toInstant());
  }
}
