package io.tallystick.gateway.bulk.adapter;

import io.tallystick.gateway.bulk.app.Imports;
import io.tallystick.gateway.bulk.domain.LineProblem;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Tables {@code import_job}, {@code import_part}, {@code import_line}, {@code import_alias}. */
@ApplicationScoped
class ImportTable implements Imports {

  private record Place(long seq, String part, int number, long bytes) {}

  private final ImportKeys keys;
  private final BlindIndex blind;
  private final Clock clock;

  ImportTable(ImportKeys keys, BlindIndex blind, Clock clock) {
    this.keys = keys;
    this.blind = blind;
    this.clock = clock;
  }

  @Override
  public void add(Handle tx, Job job) {
    tx.execute(
        "insert into import_job (job_id, state, may_register, created_at) values (?, ?, ?, ?)",
        job.jobId(),
        job.state().name(),
        job.mayRegister(),
        job.createdAt());
    keys.create(tx, job.jobId());
  }

  @Override
  public Optional<Job> find(Handle tx, String jobId) {
    return tx.select("select * from import_job where job_id = ?", jobId)
        .map(ImportTable::job)
        .findOne();
  }

  @Override
  public void start(Handle tx, String jobId) {
    tx.execute(
        "update import_job set state = 'RUNNING' where job_id = ? and state = 'OPEN'", jobId);
  }

  @Override
  public List<Job> running(Handle tx) {
    return tx.select("select * from import_job where state = 'RUNNING' order by created_at")
        .map(ImportTable::job)
        .list();
  }

  @Override
  public Optional<String> part(Handle tx, String jobId, String part) {
    return tx.select("select digest from import_part where job_id = ? and part = ?", jobId, part)
        .mapTo(String.class)
        .findOne();
  }

  @Override
  public void clear(Handle tx, String jobId, String part) {
    tx.execute(
        "delete from import_line where job_id = ? and part = ? and state = 'UPLOADING'",
        jobId,
        part);
  }

  @Override
  public void append(Handle tx, String jobId, String part, List<Line> lines) {
    var batch =
        tx.prepareBatch(
            """
            insert into import_line (job_id, part, line, state, sealed)
            values (:job, :part, :line, 'UPLOADING', :sealed)\
            """);
    for (var line : lines) {
      var sealed =
          line.json() == null ? null : keys.seal(tx, jobId, context(jobId, line), line.json());
      batch
          .bind("job", jobId)
          .bind("part", part)
          .bind("line", line.number())
          .bind("sealed", sealed)
          .add();
    }
    batch.execute();
  }

  @Override
  public void complete(Handle tx, String jobId, String part, String digest, int lines) {
    tx.execute(
        "insert into import_part (job_id, part, digest, lines) values (?, ?, ?, ?)",
        jobId,
        part,
        digest,
        lines);
    tx.execute(
        "update import_line set state = 'RECEIVED' where job_id = ? and part = ?", jobId, part);
  }

  @Override
  public String digest(byte[] sha256) {
    return blind.of("import.part", HexFormat.of().formatHex(sha256));
  }

  @Override
  public List<Line> received(Handle tx, String jobId, int most, long mostBytes) {
    var places =
        tx.select(
                """
                select seq, part, line, coalesce(length(sealed), 0) from import_line
                where job_id = ? and state = 'RECEIVED' order by seq limit ?\
                """,
                jobId,
                most)
            .map(
                (row, c) ->
                    new Place(row.getLong(1), row.getString(2), row.getInt(3), row.getLong(4)))
            .list();
    var within = new ArrayList<Line>();
    long bytes = 0;
    for (var place : places) {
      bytes += place.bytes();
      if (!within.isEmpty() && bytes > mostBytes) break;
      within.add(line(tx, jobId, place));
    }
    return within;
  }

  private Line line(Handle tx, String jobId, Place place) {
    var bare = new Line(place.seq(), place.part(), place.number(), null);
    return tx.select("select sealed from import_line where seq = ?", place.seq())
        .mapTo(byte[].class)
        .findOne()
        .map(kept -> opened(tx, jobId, bare, kept))
        .orElse(bare);
  }

  private Line opened(Handle tx, String jobId, Line bare, byte[] sealed) {
    var json = keys.open(tx, jobId, context(jobId, bare), sealed);
    return new Line(bare.seq(), bare.part(), bare.number(), json);
  }

  @Override
  public void checked(Handle tx, String jobId, Line line, String kind, String encounter) {
    tx.execute(
        "update import_line set state = 'CHECKED', kind = ?, belongs_to = ? where seq = ?",
        kind,
        name(encounter),
        line.seq());
  }

  @Override
  public void alias(Handle tx, String jobId, String name, String encounter) {
    tx.execute(
        """
        insert into import_alias (job_id, alias, belongs_to) values (?, ?, ?)
        on conflict do nothing\
        """,
        jobId,
        name(name),
        name(encounter));
  }

  @Override
  public void join(Handle tx, String jobId) {
    tx.execute(
        """
        update import_line l set belongs_to = a.belongs_to from import_alias a
        where l.job_id = ? and l.state = 'CHECKED' and a.job_id = l.job_id
          and a.alias = l.belongs_to and a.belongs_to <> l.belongs_to\
        """,
        jobId);
  }

  @Override
  public List<String> encounters(Handle tx, String jobId, int most) {
    return tx.select(
            """
            select belongs_to from import_line
            where job_id = ? and state = 'CHECKED' and kind <> 'Patient'
            group by belongs_to order by min(seq) limit ?\
            """,
            jobId,
            most)
        .mapTo(String.class)
        .list();
  }

  @Override
  public List<Line> ofEncounter(Handle tx, String jobId, String belongsTo) {
    return tx.select(
            """
            select seq, part, line, sealed from import_line
            where job_id = ? and state = 'CHECKED' and kind <> 'Patient' and belongs_to = ?
            order by seq\
            """,
            jobId,
            belongsTo)
        .map(
            (row, c) ->
                opened(
                    tx,
                    jobId,
                    new Line(row.getLong(1), row.getString(2), row.getInt(3), null),
                    row.getBytes(4)))
        .list();
  }

  @Override
  public Optional<byte[]> patient(Handle tx, String jobId, String reference) {
    return tx.select(
            """
            select seq, part, line, sealed from import_line
            where job_id = ? and state = 'CHECKED' and kind = 'Patient' and belongs_to = ?
            order by seq limit 1\
            """,
            jobId,
            name(reference))
        .map(
            (row, c) ->
                opened(
                        tx,
                        jobId,
                        new Line(row.getLong(1), row.getString(2), row.getInt(3), null),
                        row.getBytes(4))
                    .json())
        .findOne();
  }

  @Override
  public void taken(Handle tx, List<Line> lines, String recordId) {
    tx.createUpdate(
            "update import_line set state = 'TAKEN', record_id = :record where seq = any(:lines)")
        .bind("record", recordId)
        .bindArray("lines", Long.class, lines.stream().map(Line::seq).toArray())
        .execute();
  }

  @Override
  public void refused(Handle tx, List<Line> lines, LineProblem problem) {
    tx.createUpdate(
            "update import_line set state = 'REFUSED', problem = :problem where seq = any(:lines)")
        .bind("problem", CanonicalJson.text(problem))
        .bindArray("lines", Long.class, lines.stream().map(Line::seq).toArray())
        .execute();
  }

  @Override
  public Progress progress(Handle tx, String jobId) {
    return tx.select(
            """
            select count(*), count(*) filter (where l.state in ('UPLOADING', 'RECEIVED', 'CHECKED')),
              count(*) filter (where l.state = 'TAKEN'), count(*) filter (where l.state = 'REFUSED'),
              count(distinct l.record_id),
              count(distinct l.record_id) filter (where r.state = 'PENDING')
            from import_line l left join record r using (record_id) where job_id = ?\
            """,
            jobId)
        .map(
            (row, c) ->
                new Progress(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)))
        .one();
  }

  @Override
  public void finish(Handle tx, String jobId) {
    tx.execute(
        "update import_line set state = 'TAKEN' where job_id = ? and state = 'CHECKED'", jobId);
    tx.execute(
        "update import_line set sealed = null where job_id = ? and sealed is not null", jobId);
    tx.execute("delete from import_alias where job_id = ?", jobId);
    tx.execute(
        "update import_job set state = 'DONE', finished_at = ? where job_id = ?",
        clock.instant(),
        jobId);
    keys.destroy(tx, jobId);
  }

  @Override
  public List<Outcome> outcomes(Handle tx, String jobId, long after, int most) {
    return tx.select(
            """
            select seq, part, line, problem, record_id from import_line
            where job_id = ? and state in ('TAKEN', 'REFUSED') and seq > ? order by seq limit ?\
            """,
            jobId,
            after,
            most)
        .map(
            (row, c) ->
                new Outcome(
                    row.getLong(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getString(4) == null
                        ? null
                        : CanonicalJson.read(row.getString(4), LineProblem.class),
                    row.getString(5)))
        .list();
  }

  private String name(String encounter) {
    return blind.of("import.encounter", encounter);
  }

  private static String context(String jobId, Line line) {
    return jobId + "/" + line.part() + "/" + line.number();
  }

  private static Job job(ResultSet row, StatementContext context) throws SQLException {
    var finished = row.getObject("finished_at", OffsetDateTime.class);
    return new Job(
        row.getString("job_id"),
        State.valueOf(row.getString("state")),
        row.getBoolean("may_register"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        finished == null ? null : finished.toInstant());
  }
}
