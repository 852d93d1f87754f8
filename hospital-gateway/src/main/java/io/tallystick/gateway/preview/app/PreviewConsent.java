package io.tallystick.gateway.preview.app;

import io.tallystick.gateway.consents.app.DraftConsent;
import io.tallystick.gateway.consents.app.DraftConsent.Wish;
import io.tallystick.gateway.preview.domain.TriedRecord;
import io.tallystick.gateway.preview.domain.TryConsent;
import io.tallystick.gateway.records.app.Records;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentStatement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Tries a consent on the patient's own records, before anything is signed or kept. */
@ApplicationScoped
public class PreviewConsent {

  /**
   * @param released how many resources of all records
   * @param records latest first
   */
  public record Preview(
      String grantee, String purpose, int released, int withheld, List<TriedRecord> records) {

    public Preview {
      records = List.copyOf(records);
    }
  }

  private final Transactions transactions;
  private final DraftConsent draftConsent;
  private final Records records;

  public PreviewConsent(Transactions transactions, DraftConsent draftConsent, Records records) {
    this.transactions = transactions;
    this.draftConsent = draftConsent;
    this.records = records;
  }

  /**
   * With what holds towards that grantee already, as the draft would be.
   *
   * @param purpose HL7 v3 ActReason that the grantee would ask for
   * @throws io.tallystick.kit.problem.ProblemException as {@link DraftConsent#draft}
   */
  public Preview preview(String subject, Wish wish, String purpose) {
    return transactions.inTransaction(
        tx -> {
          var consents = draftConsent.tried(tx, subject, wish);
          // The moment from which all of it holds.
          var at =
              consents.statements().stream()
                  .map(ConsentStatement::notBefore)
                  .max(Comparator.naturalOrder())
                  .orElseThrow();
          var request = new AccessRequest(wish.grantee(), purpose, at);
          var tried =
              records.published(tx, wish.patient()).stream()
                  .map(Records.Row::recordId)
                  .map(id -> TryConsent.of(consents, request, id, records.open(tx, id)))
                  .sorted(
                      Comparator.comparing(
                              TriedRecord::date,
                              Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
                          .reversed())
                  .toList();
          return new Preview(
              wish.grantee(),
              purpose,
              tried.stream().mapToInt(r -> r.released().size()).sum(),
              tried.stream().mapToInt(r -> r.withheld().size()).sum(),
              tried);
        });
  }
}
