package io.tallystick.kit.erasure;

import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.ReceiptStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Who owes what for released content, as the own copy of the ledger says. */
@ApplicationScoped
public class ReceiptBook {

  private static final String STANDINGS =
      """
      SELECT access.value AS access, head.value AS head, revocation.at AS revoked_at
      FROM ledger_entry access
      LEFT JOIN ledger_entry head ON head.key = 'consent~' || (access.value::jsonb ->> 'headId')
      LEFT JOIN ledger_operation revocation ON revocation.key = head.key
        AND revocation.version = (head.value::jsonb ->> 'revokedVersion')::bigint
      """;

  private final Clock clock;

  ReceiptBook(Clock clock) {
    this.clock = clock;
  }

  /** By access id; an access that the own copy doesn't hold is left out. */
  public Map<String, AccessStanding> of(Handle tx, Collection<String> accessIds) {
    var keys = accessIds.stream().map(LedgerKeys::access).toArray(String[]::new);
    return tx
        .createQuery(STANDINGS + "WHERE access.key = ANY (:keys)")
        .bindArray("keys", String.class, (Object[]) keys)
        .map((row, context) -> standing(row))
        .list()
        .stream()
        .collect(Collectors.toMap(s -> s.access().accessId(), Function.identity()));
  }

  /** Every access for which something is or was owed. */
  public List<AccessStanding> owing(Handle tx) {
    return some(
            tx,
            """
            (revocation.at IS NOT NULL OR access.value::jsonb ->> 'breakGlass' IS NOT NULL
             OR access.value::jsonb ->> 'duties' IS NOT NULL)""")
        .stream()
        .filter(standing -> standing.receipt() != ReceiptStatus.NOT_OWED)
        .toList();
  }

  /** Every release in an emergency. */
  public List<AccessStanding> breakGlass(Handle tx) {
    return some(tx, "access.value::jsonb ->> 'breakGlass' IS NOT NULL");
  }

  private List<AccessStanding> some(Handle tx, String which) {
    return tx.createQuery(STANDINGS + "WHERE starts_with(access.key, 'access~') AND " + which)
        .map((row, context) -> standing(row))
        .list();
  }

  private AccessStanding standing(ResultSet row) throws SQLException {
    var access = CanonicalJson.read(row.getString("access"), Access.class);
    var head = row.getString("head");
    var status =
        ReceiptStatus.of(
            access,
            head == null ? null : CanonicalJson.read(head, ConsentHead.class),
            clock.instant());
    return new AccessStanding(
        access, status, status == ReceiptStatus.NOT_OWED ? null : since(access, row));
  }

  private static Instant since(Access access, ResultSet row) throws SQLException {
    var revoked = row.getObject("revoked_at", OffsetDateTime.class);
    if (revoked != null) return revoked.toInstant();
    var glass = access.breakGlass();
    return glass == null || glass.review() == null ? access.eraseBy() : glass.review().at();
  }
}
