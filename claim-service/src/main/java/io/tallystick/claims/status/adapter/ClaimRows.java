package io.tallystick.claims.status.adapter;

import io.tallystick.claims.status.domain.ClaimSummary;
import io.tallystick.claims.status.domain.TimelineStep;
import io.tallystick.vocabulary.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of {@code claim_view} and {@code step_view}. */
final class ClaimRows {

  static ClaimSummary summary(ResultSet row, StatementContext context) throws SQLException {
    return new ClaimSummary(
        row.getString("claim_id"),
        row.getString("claim_number"),
        row.getString("provider"),
        row.getString("payer"),
        row.getString("patient_id"),
        row.getString("use"),
        row.getObject("service_date", LocalDate.class),
        money(row, "total_minor", "currency"),
        row.getString("state"),
        row.getLong("version"),
        row.getString("outcome"),
        row.getString("pend_reason"),
        instant(row, "deadline"),
        row.getString("refusal"),
        money(row, "paid_minor", "paid_currency"),
        money(row, "patient_owes_minor", "paid_currency"),
        codes(row.getString("reason_codes")),
        instant(row, "updated_at"),
        row.getString("txid"));
  }

  static TimelineStep step(ResultSet row) throws SQLException {
    var at = instant(row, "at");
    var since = instant(row, "since");
    var until = instant(row, "until");
    return new TimelineStep(
        row.getString("step"),
        row.getString("state"),
        row.getLong("version"),
        at,
        row.getString("txid"),
        row.getObject("block", Long.class),
        since == null || until == null ? null : until.toEpochMilli() - since.toEpochMilli(),
        row.getString("note"));
  }

  private static Money money(ResultSet row, String minor, String currency) throws SQLException {
    var amount = row.getObject(minor, Long.class);
    return amount == null ? null : new Money(amount, row.getString(currency));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static List<String> codes(String joined) {
    return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(","));
  }

  private ClaimRows() {}
}
