package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.insurer.adjudication.app.Accumulators;
import io.tallystick.insurer.adjudication.domain.Accumulated;
import io.tallystick.vocabulary.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Totals, and an entry for each adjudication that moved them; both in one transaction. */
@ApplicationScoped
public class JdbcAccumulators implements Accumulators {

  @Override
  public Map<Integer, Accumulated> met(Handle tx, String memberId, String plan) {
    var met = new HashMap<Integer, Accumulated>();
    tx.createQuery("SELECT * FROM accumulator WHERE member_id = :member AND plan = :plan")
        .bind("member", memberId)
        .bind("plan", plan)
        .map((row, context) -> Map.entry(row.getInt("year"), accumulated(row)))
        .forEach(entry -> met.put(entry.getKey(), entry.getValue()));
    return met;
  }

  @Override
  public List<Met> all(Handle tx, String memberId) {
    return tx.createQuery(
            """
            SELECT a.*,
              coalesce(sum(e.deductible) FILTER (WHERE e.state = 'RESERVED'), 0) AS reserved_deductible,
              coalesce(sum(e.out_of_pocket) FILTER (WHERE e.state = 'RESERVED'), 0) AS reserved_out_of_pocket
            FROM accumulator a LEFT JOIN accumulator_entry e USING (member_id, plan, year)
            WHERE a.member_id = :member
            GROUP BY a.member_id, a.plan, a.year ORDER BY a.plan, a.year
            """)
        .bind("member", memberId)
        .map(
            (row, context) ->
                new Met(
                    row.getString("plan"),
                    row.getInt("year"),
                    money(row, "deductible"),
                    money(row, "out_of_pocket"),
                    money(row, "reserved_deductible"),
                    money(row, "reserved_out_of_pocket")))
        .list();
  }

  @Override
  public void reserve(
      Handle tx, String opId, String memberId, String plan, Map<Integer, Accumulated> use) {
    // In order of years, so that two transactions never wait for each other in a circle.
    new TreeMap<>(use)
        .forEach(
            (year, part) -> {
              if (!part.isNone()) reserve(tx, opId, memberId, plan, year, part);
            });
  }

  @Override
  public void confirm(Handle tx, String opId) {
    tx.createUpdate(
            "UPDATE accumulator_entry SET state = 'CONFIRMED'"
                + " WHERE op_id = :op AND state = 'RESERVED'")
        .bind("op", opId)
        .execute();
  }

  @Override
  public void release(Handle tx, String opId) {
    tx.createUpdate(
            """
            WITH given_back AS (
              UPDATE accumulator_entry SET state = 'RELEASED'
              WHERE op_id = :op AND state <> 'RELEASED'
              RETURNING member_id, plan, year, deductible, out_of_pocket)
            UPDATE accumulator a
            SET deductible = a.deductible - g.deductible, out_of_pocket = a.out_of_pocket - g.out_of_pocket
            FROM given_back g
            WHERE (a.member_id, a.plan, a.year) = (g.member_id, g.plan, g.year)
            """)
        .bind("op", opId)
        .execute();
  }

  @Override
  public void reinstate(Handle tx, String opId) {
    tx.createUpdate(
            """
            WITH back AS (
              UPDATE accumulator_entry SET state = 'CONFIRMED'
              WHERE op_id = :op AND state = 'RELEASED'
              RETURNING member_id, plan, year, deductible, out_of_pocket)
            UPDATE accumulator a
            SET deductible = a.deductible + b.deductible, out_of_pocket = a.out_of_pocket + b.out_of_pocket
            FROM back b
            WHERE (a.member_id, a.plan, a.year) = (b.member_id, b.plan, b.year)
            """)
        .bind("op", opId)
        .execute();
  }

  @Override
  public void carryOver(Handle tx, String fromOpId, String toOpId) {
    tx.createUpdate("UPDATE accumulator_entry SET op_id = :to WHERE op_id = :from")
        .bind("from", fromOpId)
        .bind("to", toOpId)
        .execute();
  }

  private static void reserve(
      Handle tx, String opId, String memberId, String plan, int year, Accumulated part) {
    tx.createUpdate(
            """
            INSERT INTO accumulator AS a (member_id, plan, year, currency, deductible, out_of_pocket)
            VALUES (:member, :plan, :year, :currency, :deductible, :outOfPocket)
            ON CONFLICT (member_id, plan, year) DO UPDATE
            SET deductible = a.deductible + excluded.deductible,
                out_of_pocket = a.out_of_pocket + excluded.out_of_pocket
            """)
        .bind("member", memberId)
        .bind("plan", plan)
        .bind("year", year)
        .bind("currency", part.deductible().currency())
        .bind("deductible", part.deductible().minor())
        .bind("outOfPocket", part.outOfPocket().minor())
        .execute();
    tx.createUpdate(
            "INSERT INTO accumulator_entry (op_id, member_id, plan, year, deductible, out_of_pocket, state)"
                + " VALUES (:op, :member, :plan, :year, :deductible, :outOfPocket, 'RESERVED')")
        .bind("op", opId)
        .bind("member", memberId)
        .bind("plan", plan)
        .bind("year", year)
        .bind("deductible", part.deductible().minor())
        .bind("outOfPocket", part.outOfPocket().minor())
        .execute();
  }

  private static Accumulated accumulated(ResultSet row) throws SQLException {
    return new Accumulated(money(row, "deductible"), money(row, "out_of_pocket"));
  }

  private static Money money(ResultSet row, String column) throws SQLException {
    return new Money(row.getLong(column), row.getString("currency"));
  }
}
