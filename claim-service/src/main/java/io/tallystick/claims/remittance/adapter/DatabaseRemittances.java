package io.tallystick.claims.remittance.adapter;

import io.tallystick.claims.remittance.app.Remittances;
import io.tallystick.claims.remittance.domain.Remittance;
import io.tallystick.vocabulary.money.Money;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

@Singleton
class DatabaseRemittances implements Remittances {

  @Override
  public boolean put(
      Handle tx, String claimId, String commitment, Remittance remittance, Instant receivedAt) {
    return tx.createUpdate(
                """
                INSERT INTO remittance VALUES (:claimId, :commitment, :paid, :owes, :currency, :at)
                ON CONFLICT (claim_id) DO UPDATE SET commitment = excluded.commitment,
                    paid_minor = excluded.paid_minor, currency = excluded.currency,
                    patient_owes_minor = excluded.patient_owes_minor,
                    received_at = excluded.received_at
                WHERE remittance.commitment <> excluded.commitment
                """)
            .bind("claimId", claimId)
            .bind("commitment", commitment)
            .bind("paid", minor(remittance.paid()))
            .bind("owes", minor(remittance.patientOwes()))
            .bind("currency", currency(remittance))
            .bind("at", receivedAt)
            .execute()
        == 1;
  }

  @Override
  public Optional<String> commitment(Handle tx, String claimId) {
    return tx.createQuery("SELECT commitment FROM remittance WHERE claim_id = :claimId")
        .bind("claimId", claimId)
        .mapTo(String.class)
        .findOne();
  }

  private static Long minor(Money money) {
    return money == null ? null : money.minor();
  }

  private static String currency(Remittance remittance) {
    return Stream.of(remittance.paid(), remittance.patientOwes())
        .filter(Objects::nonNull)
        .map(Money::currency)
        .findFirst()
        .orElse(null);
  }
}
