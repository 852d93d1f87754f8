package io.tallystick.claims.followup.adapter;

import io.tallystick.claims.followup.app.OpenClaims;
import io.tallystick.claims.followup.domain.ClaimRequest;
import io.tallystick.claims.followup.domain.ConsentWord;
import io.tallystick.claims.followup.domain.OpenClaim;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

@Singleton
class DatabaseOpenClaims implements OpenClaims {

  private static final String OPEN =
      """
      SELECT c.claim_id, c.patient_id, c.payer, f.version
      FROM claim c JOIN claim_fact f ON f.claim_id = c.claim_id
      """;

  @Override
  public boolean known(Handle tx, String claimId) {
    return tx.createQuery("SELECT EXISTS (SELECT 1 FROM claim WHERE claim_id = :claimId)")
        .bind("claimId", claimId)
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public Optional<OpenClaim> onLedger(Handle tx, String claimId) {
    return open(tx.createQuery(OPEN + "WHERE c.claim_id = :claimId").bind("claimId", claimId))
        .stream()
        .findFirst();
  }

  @Override
  public List<OpenClaim> awaitingConsent(Handle tx, String patientId, String payer) {
    return open(
        tx.createQuery(
                OPEN
                    + """
                    WHERE c.patient_id = :patientId AND c.payer = :payer
                      AND f.state = 'PENDED' AND f.pend_reason = 'CONSENT_AWAITED'
                    """)
            .bind("patientId", patientId)
            .bind("payer", payer));
  }

  private static List<OpenClaim> open(Query query) {
    return query
        .map(
            (row, context) ->
                new OpenClaim(
                    row.getString("claim_id"),
                    row.getString("patient_id"),
                    row.getString("payer"),
                    row.getLong("version")))
        .list();
  }

  @Override
  public boolean ask(Handle tx, ClaimRequest request) {
    return tx.createUpdate(
                """
                INSERT INTO claim_request (op_id, claim_id, step, at_version, reason, state, asked_at)
                VALUES (:opId, :claimId, :stepName, :atVersion, :reason, 'QUEUED', :askedAt)
                ON CONFLICT (claim_id, at_version) WHERE state <> 'REFUSED' DO NOTHING
                """)
            .bindMethods(request)
            .bind("stepName", request.step().name())
            .execute()
        == 1;
  }

  @Override
  public Optional<ConsentWord> consentSinceWithPayer(Handle tx, OpenClaim claim) {
    return tx.createQuery(
            """
            SELECT w.* FROM consent_word w JOIN claim_fact f ON f.claim_id = :claimId
            WHERE w.patient_id = :patientId AND w.grantee = :payer
              AND NOT w.revoked AND w.noticed > f.with_payer
            ORDER BY w.noticed DESC LIMIT 1
            """)
        .bindMethods(claim)
        .map(
            (row, context) ->
                new ConsentWord(
                    row.getString("head_id"),
                    row.getLong("head_version"),
                    row.getString("patient_id"),
                    row.getString("grantee"),
                    row.getBoolean("revoked")))
        .findOne();
  }

  @Override
  public boolean note(Handle tx, ConsentWord word) {
    return tx.createUpdate(
                """
                INSERT INTO consent_word (head_id, patient_id, grantee, head_version, revoked, noticed)
                VALUES (:headId, :patientId, :grantee, :headVersion, :revoked, nextval('noticed'))
                ON CONFLICT (head_id) DO UPDATE SET head_version = excluded.head_version,
                    revoked = excluded.revoked, noticed = excluded.noticed
                WHERE consent_word.head_version < excluded.head_version
                """)
            .bindMethods(word)
            .execute()
        == 1;
  }

  @Override
  public void lock(Handle tx, String patientId, String payer) {
    tx.createQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:both, 0))")
        .bind("both", patientId + "|" + payer)
        .mapTo(Integer.class)
        .one();
  }
}
