package io.tallystick.gateway.consents.adapter;

import io.tallystick.gateway.consents.app.ConsentRequests;
import io.tallystick.gateway.consents.domain.Coverage;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.Provision.Code;
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

/**
 * Consent requests in PostgreSQL: ids, classes and dates only; codes, which may tell what somebody
 * has, are sealed.
 */
@ApplicationScoped
class ConsentRequestTable implements ConsentRequests {

  /** What of a request is sealed under {@code asked/<requestId>}, if it names any of it. */
  private record Details(
      List<Code> codes, List<String> labels, Map<String, List<Code>> filters, List<Actor> actors) {
    static final Details NONE = new Details(List.of(), List.of(), Map.of(), List.of());

    Details {
      actors = actors == null ? List.of() : List.copyOf(actors);
    }
  }

  private final SealedStore store;

  ConsentRequestTable(SealedStore store) {
    this.store = store;
  }

  @Override
  public boolean ask(Handle tx, Asked asked) {
    return asked.claimId() == null ? askOnce(tx, asked) : askForClaim(tx, asked);
  }

  private static boolean askForClaim(Handle tx, Asked asked) {
    int open =
        insert(
            tx,
            asked,
            """
            on conflict (grantee, claim_id) do update set
              state = 'OPEN', classes = excluded.classes, deadline = excluded.deadline
            where consent_request.state <> 'DECLINED'""");
    return open == 1;
  }

  private boolean askOnce(Handle tx, Asked asked) {
    if (openNow(tx, asked) >= MOST_OPEN) return false;
    boolean added = insert(tx, asked, "on conflict (request_id) do nothing") == 1;
    var details = new Details(asked.codes(), asked.labels(), asked.filters(), asked.actors());
    if (added && !details.equals(Details.NONE)) {
      store.seal(tx, sealedId(asked.requestId()), CanonicalJson.bytes(details));
    }
    return added;
  }

  private static int openNow(Handle tx, Asked asked) {
    return tx.select(
            """
            select count(*) from consent_request
            where patient_id = ? and grantee = ? and claim_id is null and state = 'OPEN'
              and (deadline is null or deadline > ?)""",
            asked.patientId(),
            asked.grantee(),
            asked.askedAt())
        .mapTo(Integer.class)
        .one();
  }

  private static int insert(Handle tx, Asked asked, String onConflict) {
    return tx.execute(
        """
        insert into consent_request
          (request_id, patient_id, grantee, claim_id, purpose, classes, data_from, data_until,
           asked_at, deadline, state)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN')
        """
            + onConflict,
        asked.requestId(),
        asked.patientId(),
        asked.grantee(),
        asked.claimId(),
        asked.purpose(),
        String.join(",", asked.classes()),
        asked.dataFrom(),
        asked.dataUntil(),
        asked.askedAt(),
        asked.deadline());
  }

  @Override
  public Optional<Asked> lock(Handle tx, String requestId) {
    return tx.select("select * from consent_request where request_id = ? for update", requestId)
        .map((row, context) -> row(tx, row))
        .findOne();
  }

  @Override
  public void declined(Handle tx, String requestId, Instant at) {
    tx.execute(
        "update consent_request set state = 'DECLINED', declined_at = ? where request_id = ?",
        at,
        requestId);
  }

  @Override
  public void withdrawn(Handle tx, String requestId) {
    tx.execute(
        """
        update consent_request set state = 'WITHDRAWN'
        where request_id = ? and state = 'OPEN'""",
        requestId);
  }

  @Override
  public void answered(Handle tx, String patientId, String grantee) {
    tx.execute(
        """
        update consent_request set state = 'ANSWERED'
        where patient_id = ? and grantee = ? and claim_id is not null""",
        patientId,
        grantee);
  }

  @Override
  public void answered(Handle tx, String requestId, Coverage granted) {
    tx.execute(
        "update consent_request set state = 'ANSWERED', granted = ? where request_id = ?",
        granted.name(),
        requestId);
  }

  @Override
  public List<Asked> openWithoutClaim(Handle tx, String patientId, String grantee, Instant now) {
    return tx.select(
            """
            select * from consent_request
            where patient_id = ? and grantee = ? and claim_id is null and state = 'OPEN'
              and (deadline is null or deadline > ?)
            order by request_id for update""",
            patientId,
            grantee,
            now)
        .map((row, context) -> row(tx, row))
        .list();
  }

  @Override
  public List<Asked> ofPatient(Handle tx, String patientId) {
    return tx.select(
            "select * from consent_request where patient_id = ? order by asked_at desc", patientId)
        .map((row, context) -> row(tx, row))
        .list();
  }

  private Asked row(Handle tx, ResultSet row) throws SQLException {
    var requestId = row.getString("request_id");
    var deadline = row.getObject("deadline", OffsetDateTime.class);
    var granted = row.getString("granted");
    var details =
        store
            .open(tx, sealedId(requestId))
            .map(json -> CanonicalJson.read(json, Details.class))
            .orElse(Details.NONE);
    return new Asked(
        requestId,
        row.getString("patient_id"),
        row.getString("grantee"),
        row.getString("claim_id"),
        row.getString("purpose"),
        List.of(row.getString("classes").split(",")),
        row.getObject("data_from", LocalDate.class),
        row.getObject("data_until", LocalDate.class),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        deadline == null ? null : deadline.toInstant(),
        State.valueOf(row.getString("state")),
        details.codes(),
        details.labels(),
        details.filters(),
        granted == null ? null : Coverage.valueOf(granted),
        details.actors());
  }

  private static String sealedId(String requestId) {
    return "asked/" + requestId;
  }
}
