package io.tallystick.kit.ledger.tail;

import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.org.Org;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether an entry can be what a contract wrote. Two members together can put anything under a
 * fresh key; what a projection or the database would stumble over must not stop anybody's tail.
 */
final class Plausible {

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  /** Of a kind's prefix and an id; indexes hold nothing of some 2,700 bytes. */
  private static final int LONGEST_KEY = 200;

  /** Whether a contract can have written under this key: a longer one, or one with NUL, is none. */
  static boolean isKey(String key) {
    return key.length() <= LONGEST_KEY && isStorable(key);
  }

  /**
   * @param entry a record that was read from the chain
   */
  static boolean is(Object entry) {
    return required(entry).allMatch(Objects::nonNull)
        && Arrays.stream(entry.getClass().getRecordComponents())
            .map(component -> value(entry, component))
            .allMatch(Plausible::isStorable);
  }

  private static Stream<Object> required(Object entry) {
    return switch (entry) {
      case Org o ->
          Stream.of(
              o.id(),
              o.mspId(),
              o.role(),
              o.status(),
              o.issuer(),
              o.endpoint(),
              o.encryptionKey(),
              o.signingKey());
      case LedgerEntry.Record r -> Stream.of(r.recordId(), r.custodian(), r.root(), r.at());
      case LedgerEntry.ConsentHead h ->
          Stream.of(h.headId(), h.custodian(), h.grantee(), h.commitment(), h.at());
      case LedgerEntry.Access a ->
          Stream.of(a.accessId(), a.custodian(), a.grantee(), a.purpose(), a.at());
      case LedgerEntry.Reuse r ->
          Stream.of(r.reuseId(), r.accessId(), r.custodian(), r.grantee(), r.commitment(), r.at());
      case LedgerEntry.Claim c ->
          Stream.of(
              c.claimId(), c.provider(), c.payer(), c.use(), c.state(), c.submittedAt(), c.at());
      case LedgerEntry.Operation o -> Stream.of(o.opId(), o.transaction(), o.key(), o.at());
      default -> Stream.of();
    };
  }

  /** PostgreSQL's text holds no NUL, its times end long before Java's. */
  private static boolean isStorable(Object value) {
    return switch (value) {
      case String text -> text.indexOf('\0') < 0;
      case Instant time -> time.isAfter(EARLIEST) && time.isBefore(LATEST);
      case Collection<?> values -> values.stream().allMatch(Plausible::isStorable);
      case null, default -> true;
    };
  }

  private static Object value(Object entry, RecordComponent component) {
    try {
      return component.getAccessor().invoke(entry);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Plausible() {}
}
