package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How a case file lies in its row. */
final class CaseRow {

  static CaseFile read(ResultSet row) throws SQLException {
    return new CaseFile(
        row.getString("claim_id"),
        row.getString("provider"),
        row.getString("use"),
        CaseStage.valueOf(row.getString("stage")),
        row.getLong("version"),
        Optional.ofNullable(row.getString("member_id")),
        Optional.ofNullable(row.getString("plan")),
        row.getString("services_index"),
        new Money(row.getLong("total_minor"), row.getString("currency")),
        row.getObject("service_date", LocalDate.class),
        row.getObject("received", LocalDate.class),
        Optional.ofNullable(row.getString("request_id")),
        row.getInt("asks"),
        words(row.getString("needed")),
        Optional.ofNullable(row.getString("pend_reason")).map(PendReason::valueOf),
        instant(row, "deadline"),
        Optional.ofNullable(row.getString("op_id")),
        Optional.ofNullable(row.getString("outcome")).map(AdjudicationOutcome::valueOf),
        money(row, "paid_minor"),
        money(row, "patient_minor"),
        instant(row, "changed_at").orElseThrow());
  }

  /** Names joined by spaces; no name holds one. */
  static String words(Set<String> words) {
    return String.join(" ", new TreeSet<>(words));
  }

  static Set<String> words(String joined) {
    return joined.isEmpty() ? Set.of() : Set.of(joined.split(" "));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Optional<Money> money(ResultSet row, String column) throws SQLException {
    long minor = row.getLong(column);
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new Money(minor, row.getString("currency")));
  }

  private CaseRow() {}
}
