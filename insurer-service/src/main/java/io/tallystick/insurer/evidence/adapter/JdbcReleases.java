package io.tallystick.insurer.evidence.adapter;

import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.kit.release.read.HeldReleases;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class JdbcReleases implements Releases, HeldReleases {

  private final SealedStore sealed;

  JdbcReleases(SealedStore sealed) {
    this.sealed = sealed;
  }

  @Override
  public void announce(Handle tx, Release release, Instant at) {
    tx.createUpdate(
            """
            INSERT INTO release
              (decision_id, claim_id, custodian, not_after, leaves, withheld, state, due_at, traceparent)
            VALUES
              (:id, :claimId, :custodian, :notAfter, :leaves, :withheld, 'DUE', :at, :trace)
            ON CONFLICT DO NOTHING
            """)
        .bind("id", release.decisionId())
        .bind("claimId", release.claimId())
        .bind("custodian", release.custodian())
        .bind("notAfter", release.notAfter())
        .bind("leaves", release.leaves())
        .bind("withheld", release.withheld())
        .bind("at", at)
        .bind("trace", release.traceparent())
        .execute();
  }

  @Override
  public List<Release> due(Handle tx, Instant now, Set<String> without, int atMost) {
    return tx
        .createQuery(
            "SELECT * FROM release WHERE state = 'DUE' AND due_at <= :now ORDER BY due_at LIMIT"
                + " :most")
        .bind("now", now)
        .bind("most", atMost + without.size())
        .map((row, context) -> release(row))
        .list()
        .stream()
        .filter(release -> !without.contains(release.decisionId()))
        .limit(atMost)
        .toList();
  }

  @Override
  public Optional<Release> lockDue(Handle tx, String decisionId) {
    return tx.createQuery(
            "SELECT * FROM release WHERE decision_id = :id AND state = 'DUE' FOR UPDATE")
        .bind("id", decisionId)
        .map((row, context) -> release(row))
        .findOne();
  }

  @Override
  public void postpone(Handle tx, String decisionId, Instant until) {
    tx.createUpdate(
            "UPDATE release SET attempts = attempts + 1, due_at = :until WHERE decision_id = :id")
        .bind("until", until)
        .bind("id", decisionId)
        .execute();
  }

  @Override
  public void keep(
      Handle tx, Access access, Set<String> types, byte[] releasePackage, Instant receivedAt) {
    tx.createUpdate(
            """
            UPDATE release SET state = 'KEPT', types = :types, kept_at = :at, erase_by = :eraseBy,
              no_redisclosure = :noRedisclosure
            WHERE decision_id = :id\
            """)
        .bind("types", String.join(" ", new TreeSet<>(types)))
        .bind("at", receivedAt)
        .bind("eraseBy", access.eraseBy())
        .bind("noRedisclosure", access.noRedisclosure())
        .bind("id", access.accessId())
        .execute();
    sealed.seal(tx, document(access.accessId()), releasePackage);
  }

  @Override
  public List<String> termsOver(Handle tx, Instant now) {
    return tx.createQuery(
            "SELECT decision_id FROM release WHERE state = 'KEPT' AND erase_by <= :now")
        .bind("now", now)
        .mapTo(String.class)
        .list();
  }

  @Override
  public void lose(Handle tx, String decisionId, String why) {
    tx.createUpdate("UPDATE release SET state = 'LOST', why_lost = :why WHERE decision_id = :id")
        .bind("why", why)
        .bind("id", decisionId)
        .execute();
  }

  @Override
  public boolean isKept(Handle tx, String decisionId) {
    return tx.createQuery("SELECT 1 FROM release WHERE decision_id = :id AND state = 'KEPT'")
        .bind("id", decisionId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public void erase(Handle tx, String decisionId) {
    int erased =
        tx.createUpdate(
                "UPDATE release SET state = 'ERASED' WHERE decision_id = :id AND state = 'KEPT'")
            .bind("id", decisionId)
            .execute();
    if (erased > 0) sealed.erase(tx, document(decisionId));
  }

  @Override
  public Set<String> types(Handle tx, String claimId) {
    var types = new TreeSet<String>();
    tx.createQuery("SELECT types FROM release WHERE claim_id = :id AND state = 'KEPT'")
        .bind("id", claimId)
        .mapTo(String.class)
        .forEach(joined -> types.addAll(List.of(joined.split(" "))));
    types.remove("");
    return types;
  }

  @Override
  public List<Release> ofClaim(Handle tx, String claimId) {
    return tx.createQuery("SELECT * FROM release WHERE claim_id = :id ORDER BY due_at")
        .bind("id", claimId)
        .map((row, context) -> release(row))
        .list();
  }

  @Override
  public List<byte[]> kept(Handle tx, String claimId) {
    return ofClaim(tx, claimId).stream()
        .filter(release -> release.state() == State.KEPT)
        .flatMap(release -> sealed.open(tx, document(release.decisionId())).stream())
        .toList();
  }

  /** A claim's evidence is for whichever adjudicator the claim comes to. */
  @Override
  public Optional<Held> find(Handle tx, String decisionId, Reader reader) {
    return tx.createQuery("SELECT * FROM release WHERE decision_id = :id")
        .bind("id", decisionId)
        .map((row, context) -> release(row))
        .findOne()
        .flatMap(release -> held(tx, release));
  }

  private Optional<Held> held(Handle tx, Release release) {
    return switch (release.state()) {
      case KEPT ->
          sealed
              .open(tx, document(release.decisionId()))
              .map(bytes -> new Held.Kept(bytes, release.keptAt()));
      case ERASED -> Optional.of(new Held.Erased());
      case DUE, LOST -> Optional.empty();
    };
  }

  private static Release release(ResultSet row) throws SQLException {
    return new Release(
        row.getString("decision_id"),
        row.getString("claim_id"),
        row.getString("custodian"),
        row.getObject("not_after", OffsetDateTime.class).toInstant(),
        row.getInt("leaves"),
        row.getInt("withheld"),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getString("traceparent"),
        instant(row, "kept_at"),
        instant(row, "erase_by"),
        row.getBoolean("no_redisclosure"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static String document(String decisionId) {
    return "release/" + decisionId;
  }
}
