package io.tallystick.gateway.records.adapter;

import io.tallystick.gateway.records.app.RecordVersions;
import io.tallystick.gateway.records.domain.Resource;
import io.tallystick.kit.sealing.BlindIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tables {@code record_version} and {@code record_reference}. */
@ApplicationScoped
class RecordVersionTable implements RecordVersions {

  private final BlindIndex blind;

  RecordVersionTable(BlindIndex blind) {
    this.blind = blind;
  }

  @Override
  public Version newest(Handle tx, String recordId) {
    var chain = chain(tx, recordId);
    tx.execute("select pg_advisory_xact_lock(hashtextextended(?, 2))", chain);
    return tx.select(
            """
            select v.record_id, v.number from record_version v join record r using (record_id)
            where chain = ? and r.state <> 'REFUSED' order by number desc limit 1\
            """,
            chain)
        .map((row, context) -> new Version(row.getString(1), chain, row.getInt(2)))
        .findOne()
        .orElse(new Version(chain, chain, 1));
  }

  @Override
  public void add(Handle tx, String recordId, Version supersedes) {
    // A version that the ledger refused keeps its number.
    tx.execute(
        """
        insert into record_version (record_id, chain, number, supersedes)
        select ?, ?, coalesce(max(number), 1) + 1, ? from record_version where chain = ?\
        """,
        recordId,
        supersedes.chain(),
        supersedes.recordId(),
        supersedes.chain());
  }

  @Override
  public void tookPlace(Handle tx, String recordId) {
    var supersedes =
        tx.select("select supersedes from record_version where record_id = ?", recordId)
            .mapTo(String.class)
            .one();
    tx.execute("update record set state = 'SUPERSEDED' where record_id = ?", supersedes);
    tx.execute(
        "update record_encounter set record_id = ? where record_id = ?", recordId, supersedes);
    // Who asked for the old one and isn't answered yet asked for the encounter.
    tx.execute(
        """
        update evidence_request set record_ids = replace(record_ids, ?, ?)
        where patient_id = (select patient_id from record where record_id = ?)
          and state not in ('ANSWERED', 'CANCELLED', 'FAILED') and position(? in record_ids) > 0\
        """,
        supersedes,
        recordId,
        recordId,
        supersedes);
  }

  @Override
  public void name(Handle tx, Resource resource, String recordId) {
    for (var name : resource.literalNames()) {
      tx.execute(
          """
          insert into record_reference (reference, chain) values (?, ?) on conflict do nothing\
          """,
          index(name),
          recordId);
    }
  }

  @Override
  public Optional<String> named(Handle tx, String reference) {
    var chains =
        tx.select(
                """
                select chain from record_reference join record on record_id = chain
                where reference = ? and state <> 'REFUSED' limit 2\
                """,
                index(reference))
            .mapTo(String.class)
            .list();
    return chains.size() == 1 ? Optional.of(chains.getFirst()) : Optional.empty();
  }

  private static String chain(Handle tx, String recordId) {
    return tx.select("select chain from record_version where record_id = ?", recordId)
        .mapTo(String.class)
        .findOne()
        .orElse(recordId);
  }

  private String index(String reference) {
    return blind.of("record.reference", reference);
  }
}
