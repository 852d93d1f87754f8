package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.insurer.adjudication.app.BilledTests;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.EarlierTest;
import io.tallystick.insurer.plans.domain.ServiceLine;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.vocabulary.consent.Provision.Code;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class JdbcBilledTests implements BilledTests {

  private final BlindIndex blind;

  JdbcBilledTests(BlindIndex blind) {
    this.blind = blind;
  }

  @Override
  public void note(Handle tx, String claimId, List<ServiceLine> lines) {
    for (var line : lines) {
      if (line.code().code() == null) continue;
      tx.execute(
          """
          INSERT INTO billed_test (claim_id, sequence, code, serviced) VALUES (?, ?, ?, ?)
          ON CONFLICT DO NOTHING""",
          claimId,
          line.sequence(),
          index(line.code()),
          line.serviced());
    }
  }

  @Override
  public List<EarlierTest> earlier(Handle tx, CaseFile file, ServiceLine line) {
    return tx.createQuery(
            """
            SELECT c.claim_id, c.provider, t.serviced FROM billed_test t
              JOIN claim_case c USING (claim_id)
            WHERE t.code = :code AND t.serviced <= :serviced AND c.member_id = :member
              AND c.claim_id <> :claimId AND c.provider <> :provider AND c.use = 'claim'
              AND c.stage <> 'CANCELLED'
            ORDER BY t.serviced DESC, c.claim_id LIMIT 20""")
        .bind("code", index(line.code()))
        .bind("serviced", line.serviced())
        .bind("member", file.memberId().orElseThrow())
        .bind("claimId", file.claimId())
        .bind("provider", file.provider())
        .map(
            (row, context) ->
                new EarlierTest(
                    row.getString("claim_id"),
                    row.getString("provider"),
                    row.getObject("serviced", LocalDate.class)))
        .list();
  }

  private String index(Code code) {
    return blind.of("billed.code", code.system() + "|" + code.code());
  }
}
