package io.tallystick.insurer.membership.adapter;

import io.tallystick.insurer.membership.app.Members;
import io.tallystick.insurer.membership.domain.Beneficiary;
import io.tallystick.insurer.membership.domain.Coverage;
import io.tallystick.insurer.plans.domain.DatePeriod;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class JdbcMembers implements Members {

  private static final String BIRTH = "member.birth-date";

  private final SealedStore sealed;
  private final BlindIndex index;

  JdbcMembers(SealedStore sealed, BlindIndex index) {
    this.sealed = sealed;
    this.index = index;
  }

  @Override
  public Optional<Member> find(Handle tx, String memberId) {
    return members(tx, "member_id", memberId).stream().findFirst();
  }

  @Override
  public List<Member> ofSubject(Handle tx, String subject) {
    return members(tx, "subject", subject);
  }

  @Override
  public boolean add(Handle tx, String memberId, Beneficiary beneficiary, Instant at) {
    int added =
        tx.createUpdate(
                "INSERT INTO member (member_id, birth_index, enrolled_at) VALUES (:id, :birth, :at)"
                    + " ON CONFLICT DO NOTHING")
            .bind("id", memberId)
            .bind("birth", born(beneficiary.birthDate()))
            .bind("at", at)
            .execute();
    if (added == 1) sealed.seal(tx, document(memberId), CanonicalJson.bytes(beneficiary));
    return added == 1;
  }

  @Override
  public boolean bornOn(Handle tx, String memberId, LocalDate birthDate) {
    return tx.createQuery("SELECT birth_index = :birth FROM member WHERE member_id = :id")
        .bind("birth", born(birthDate))
        .bind("id", memberId)
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public Beneficiary beneficiary(Handle tx, String memberId) {
    return CanonicalJson.read(sealed.open(tx, document(memberId)).orElseThrow(), Beneficiary.class);
  }

  @Override
  public boolean add(Handle tx, Coverage coverage) {
    return tx.createUpdate(
                "INSERT INTO coverage (coverage_id, member_id, plan, valid_from, valid_until)"
                    + " VALUES (:id, :member, :plan, :from, :until) ON CONFLICT DO NOTHING")
            .bind("id", coverage.coverageId())
            .bind("member", coverage.memberId())
            .bind("plan", coverage.plan())
            .bind("from", coverage.period().from())
            .bind("until", coverage.period().until())
            .execute()
        == 1;
  }

  @Override
  public boolean link(Handle tx, String memberId, String subject) {
    return tx.createUpdate("UPDATE member SET subject = :subject WHERE member_id = :id")
            .bind("subject", subject)
            .bind("id", memberId)
            .execute()
        == 1;
  }

  @Override
  public void lock(Handle tx, String memberId) {
    tx.createQuery("SELECT 1 FROM member WHERE member_id = :id FOR NO KEY UPDATE")
        .bind("id", memberId)
        .mapTo(Integer.class)
        .one();
  }

  private static List<Member> members(Handle tx, String column, String value) {
    return tx.createQuery(
            "SELECT member_id, subject FROM member WHERE " + column + " = :value ORDER BY 1")
        .bind("value", value)
        .map((row, context) -> member(tx, row))
        .list();
  }

  private static Member member(Handle tx, ResultSet row) throws SQLException {
    var memberId = row.getString("member_id");
    return new Member(
        memberId, Optional.ofNullable(row.getString("subject")), coverages(tx, memberId));
  }

  private static List<Coverage> coverages(Handle tx, String memberId) {
    return tx.createQuery("SELECT * FROM coverage WHERE member_id = :id ORDER BY valid_from")
        .bind("id", memberId)
        .map(
            (row, context) ->
                new Coverage(
                    row.getString("coverage_id"),
                    memberId,
                    row.getString("plan"),
                    new DatePeriod(
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class))))
        .list();
  }

  private String born(LocalDate day) {
    return index.of(BIRTH, day.toString());
  }

  private static String document(String memberId) {
    return "member/" + memberId;
  }
}
