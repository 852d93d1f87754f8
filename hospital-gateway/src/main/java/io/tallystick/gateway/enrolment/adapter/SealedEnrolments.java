package io.tallystick.gateway.enrolment.adapter;

import io.tallystick.gateway.enrolment.app.Enrolments;
import io.tallystick.gateway.enrolment.domain.ActsAs;
import io.tallystick.gateway.enrolment.domain.Applicant;
import io.tallystick.gateway.enrolment.domain.EndReason;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.gateway.enrolment.domain.RoleScope;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Enrolments in PostgreSQL. */
@ApplicationScoped
class SealedEnrolments implements Enrolments {

  private final SealedStore store;
  private final BlindIndex blind;
  private final Clock clock;

  SealedEnrolments(SealedStore store, BlindIndex blind, Clock clock) {
    this.store = store;
    this.blind = blind;
    this.clock = clock;
  }

  @Override
  public void add(Handle tx, Enrolment enrolment, Applicant about) {
    tx.execute(
        """
        insert into enrolment
          (enrolment_id, subject, thumbprint, jwk, acts_as, about, state, requested_at, kiosk)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        enrolment.enrolmentId(),
        enrolment.subject(),
        enrolment.key().thumbprint(),
        CanonicalJson.text(enrolment.key()),
        enrolment.actsAs().code(),
        index(about),
        enrolment.state().name(),
        enrolment.requestedAt(),
        enrolment.kiosk());
    store.seal(tx, sealedId(enrolment.enrolmentId()), CanonicalJson.bytes(about));
  }

  @Override
  public Optional<Enrolment> same(Handle tx, Enrolment enrolment, Applicant about) {
    tx.execute("select pg_advisory_xact_lock(hashtextextended(?, 2))", enrolment.subject());
    return tx.select(
            """
            select * from enrolment
            where subject = ? and thumbprint = ? and acts_as = ? and about = ?
              and state in ('PENDING', 'ATTESTED') limit 1""",
            enrolment.subject(),
            enrolment.key().thumbprint(),
            enrolment.actsAs().code(),
            index(about))
        .map(SealedEnrolments::row)
        .findFirst();
  }

  @Override
  public Optional<Enrolment> lock(Handle tx, String enrolmentId) {
    return tx.select("select * from enrolment where enrolment_id = ? for update", enrolmentId)
        .map(SealedEnrolments::row)
        .findOne();
  }

  @Override
  public Applicant about(Handle tx, String enrolmentId) {
    return CanonicalJson.read(store.open(tx, sealedId(enrolmentId)).orElseThrow(), Applicant.class);
  }

  @Override
  public List<Enrolment> pending(Handle tx) {
    return tx.select(
            "select * from enrolment where state = 'PENDING' order by requested_at limit 500")
        .map(SealedEnrolments::row)
        .list();
  }

  @Override
  public List<Enrolment> ofSubject(Handle tx, String subject) {
    return tx.select("select * from enrolment where subject = ? order by requested_at", subject)
        .map(SealedEnrolments::row)
        .list();
  }

  @Override
  public List<Enrolment> hold(Handle tx, String patientId, String thumbprint) {
    return tx.select(
            "select * from enrolment where patient_id = ? and thumbprint = ? for share",
            patientId,
            thumbprint)
        .map(SealedEnrolments::row)
        .list();
  }

  @Override
  public List<Enrolment> ofPatient(Handle tx, String patientId) {
    return tx.select(
            """
            select * from enrolment where patient_id = ? and state in ('ATTESTED', 'REVOKED')
            order by requested_at desc limit 500""",
            patientId)
        .map(SealedEnrolments::row)
        .list();
  }

  @Override
  public Optional<EndReason> endedFor(Handle tx, String enrolmentId) {
    return tx.select(
            "select ended_for from enrolment where enrolment_id = ? and ended_for is not null",
            enrolmentId)
        .mapTo(String.class)
        .findOne()
        .flatMap(EndReason::of);
  }

  @Override
  public void attested(
      Handle tx,
      String enrolmentId,
      String patientId,
      Instant notAfter,
      RoleScope scope,
      String clerk) {
    tx.execute(
        """
        update enrolment
        set state = 'ATTESTED', patient_id = ?, not_after = ?, mandate = ?, decided_at = ?,
          decided_by = ?
        where enrolment_id = ?""",
        patientId,
        notAfter,
        scope == null ? null : CanonicalJson.text(scope),
        clock.instant(),
        clerk,
        enrolmentId);
  }

  @Override
  public void rejected(Handle tx, String enrolmentId, String clerk) {
    tx.execute(
        """
        update enrolment set state = 'REJECTED', decided_at = ?, decided_by = ?
        where enrolment_id = ?""",
        clock.instant(),
        clerk,
        enrolmentId);
  }

  @Override
  public void revoked(Handle tx, String enrolmentId, EndReason reason, String by) {
    tx.execute(
        """
        update enrolment set state = 'REVOKED', ended_for = ?, decided_at = ?, decided_by = ?
        where enrolment_id = ?""",
        reason.name(),
        clock.instant(),
        by,
        enrolmentId);
  }

  private String index(Applicant about) {
    return blind.of(
        "enrolment.about",
        String.join(
            "\n",
            about.family(),
            about.given(),
            about.birthDate().toString(),
            about.mrn() == null ? "" : about.mrn()));
  }

  private static String sealedId(String enrolmentId) {
    return "enrolment/" + enrolmentId;
  }

  private static Enrolment row(ResultSet row, StatementContext context) throws SQLException {
    var until = row.getObject("not_after", OffsetDateTime.class);
    var scope = row.getString("mandate");
    return new Enrolment(
        row.getString("enrolment_id"),
        row.getString("subject"),
        CanonicalJson.read(row.getString("jwk"), PublicJwk.class),
        ActsAs.of(row.getString("acts_as")).orElseThrow(),
        Enrolment.State.valueOf(row.getString("state")),
        row.getString("patient_id"),
        until == null ? null : until.toInstant(),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        scope == null ? null : CanonicalJson.read(scope, RoleScope.class),
        row.getBoolean("kiosk"));
  }
}
