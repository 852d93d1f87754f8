package io.tallystick.gateway.exchange.adapter;

import io.tallystick.gateway.exchange.app.Searches;
import io.tallystick.gateway.exchange.domain.Search;
import io.tallystick.gateway.exchange.domain.Search.Ask;
import io.tallystick.gateway.exchange.domain.Search.State;
import io.tallystick.gateway.exchange.domain.Sought;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.WhoAsks;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Searches in PostgreSQL: ids and states; what is sought is sealed. */
@ApplicationScoped
class SearchTable implements Searches {

  /** What of a search is sealed; {@code askers} came later. */
  private record Kept(
      String purpose,
      List<String> classes,
      List<Code> codes,
      LocalDate from,
      LocalDate until,
      Map<String, WhoAsks> askers) {

    static Kept of(Sought sought, Map<String, WhoAsks> askers) {
      return new Kept(
          sought.purpose(),
          sought.classes(),
          sought.codes(),
          sought.from(),
          sought.until(),
          askers);
    }

    Sought sought() {
      return new Sought(purpose, classes, codes, from, until);
    }
  }

  private final SealedStore store;

  SearchTable(SealedStore store) {
    this.store = store;
  }

  @Override
  public void add(Handle tx, Search search) {
    tx.execute(
        """
        insert into exchange_search (search_id, patient_id, asked_by, asked_at, deadline)
        values (?, ?, ?, ?, ?)""",
        search.searchId(),
        search.patientId(),
        search.askedBy(),
        search.askedAt(),
        search.deadline());
    for (var ask : search.asks()) {
      tx.execute(
          "insert into exchange_ask (search_id, custodian, state) values (?, ?, ?)",
          ask.searchId(),
          ask.custodian(),
          ask.state().name());
    }
    store.seal(
        tx,
        sealedId(search.searchId()),
        CanonicalJson.bytes(Kept.of(search.sought(), search.askers())));
  }

  @Override
  public Optional<Search> find(Handle tx, String searchId) {
    return tx.select("select * from exchange_search where search_id = ?", searchId)
        .map((row, context) -> search(tx, row))
        .findOne();
  }

  @Override
  public List<Search> latest(Handle tx, String askedBy, int atMost) {
    return tx.select(
            "select * from exchange_search where asked_by = ? order by asked_at desc limit ?",
            askedBy,
            atMost)
        .map((row, context) -> search(tx, row))
        .list();
  }

  @Override
  public List<Ask> open(Handle tx, Instant now) {
    return tx.select(
            """
            select a.* from exchange_ask a join exchange_search s using (search_id)
            where a.state in ('TO_SEND', 'WAITING') and s.deadline > ? order by s.asked_at
            limit 200""",
            now)
        .map(SearchTable::ask)
        .list();
  }

  @Override
  public void move(Handle tx, Ask ask, String taskId, State to, String accessId, Instant at) {
    tx.execute(
        """
        update exchange_ask set task_id = ?, state = ?, access_id = ?, answered_at = ?
        where search_id = ? and custodian = ? and state not in ('RECEIVED', 'NOTHING')""",
        taskId,
        to.name(),
        accessId,
        at,
        ask.searchId(),
        ask.custodian());
  }

  private Search search(Handle tx, ResultSet row) throws SQLException {
    var id = row.getString("search_id");
    var kept = CanonicalJson.read(store.open(tx, sealedId(id)).orElseThrow(), Kept.class);
    return new Search(
        id,
        row.getString("patient_id"),
        row.getString("asked_by"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getObject("deadline", OffsetDateTime.class).toInstant(),
        kept.sought(),
        tx.select("select * from exchange_ask where search_id = ? order by custodian", id)
            .map(SearchTable::ask)
            .list(),
        kept.askers());
  }

  private static Ask ask(ResultSet row, StatementContext context) throws SQLException {
    return new Ask(
        row.getString("search_id"),
        row.getString("custodian"),
        row.getString("task_id"),
        State.valueOf(row.getString("state")),
        row.getString("access_id"));
  }

  private static String sealedId(String searchId) {
    return "search/" + searchId;
  }
}
