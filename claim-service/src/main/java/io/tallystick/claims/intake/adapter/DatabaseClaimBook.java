package io.tallystick.claims.intake.adapter;

import io.tallystick.claims.intake.app.ClaimBook;
import io.tallystick.claims.intake.domain.BillToken;
import io.tallystick.claims.intake.domain.DeskClaim;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

@Singleton
class DatabaseClaimBook implements ClaimBook {

  private static final String ENTER =
      """
      INSERT INTO claim (claim_id, claim_number, bill_number, patient_id, payer, use, total_minor,
                         currency, lines, service_date, submit_op, intake, received_at, changed_at)
      VALUES (:claimId, :claimNumber, :billNumber, :patientId, :payer, :use, :minor,
              :currency, :lines, :serviceDate, :submitOp, 'QUEUED', :receivedAt, :receivedAt)
      ON CONFLICT (claim_number) WHERE intake <> 'REFUSED' DO NOTHING
      """;

  @Override
  public Optional<String> enter(Handle tx, DeskClaim claim) {
    var total = Optional.ofNullable(claim.total());
    int entered =
        tx.createUpdate(ENTER)
            .bindMethods(claim)
            .bind("minor", total.map(t -> t.minor()).orElse(null))
            .bind("currency", total.map(t -> t.currency()).orElse(null))
            .execute();
    return entered == 1 ? Optional.empty() : Optional.of(holder(tx, claim.claimNumber()));
  }

  private static String holder(Handle tx, String claimNumber) {
    return tx.createQuery(
            "SELECT claim_id FROM claim WHERE claim_number = :n AND intake <> 'REFUSED'")
        .bind("n", claimNumber)
        .mapTo(String.class)
        .one();
  }

  @Override
  public BillToken billToken(Handle tx, String billNumber, BillToken fresh) {
    tx.createUpdate("INSERT INTO bill VALUES (:number, :token) ON CONFLICT DO NOTHING")
        .bind("number", billNumber)
        .bind("token", fresh.hex())
        .execute();
    return tx.createQuery("SELECT token FROM bill WHERE bill_number = :number")
        .bind("number", billNumber)
        .mapTo(String.class)
        .map(BillToken::new)
        .one();
  }
}
