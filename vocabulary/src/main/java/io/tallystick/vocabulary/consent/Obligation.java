package io.tallystick.vocabulary.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a permit asks of those who release and receive.
 *
 * @param elements of REDACT: what is taken out before the release, FHIR element paths as {@code
 *     Observation.note}; empty otherwise
 * @param on of ERASE: the day by which the recipient has erased it
 * @param afterDays of ERASE: days after the release instead; one of both is given
 */
public record Obligation(
    Duty duty,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> elements,
    LocalDate on,
    Integer afterDays)
    implements Comparable<Obligation> {

  public enum Duty {
    REDACT,
    ERASE,
    NO_REDISCLOSURE
  }

  /** Any order will do, as long as all agree on it. */
  private static final Comparator<Obligation> ORDER =
      Comparator.comparing(Obligation::duty)
          .thenComparing(o -> String.join(" ", o.elements()))
          .thenComparing(Obligation::on, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Obligation::afterDays, Comparator.nullsFirst(Comparator.naturalOrder()));

  public Obligation {
    if (duty == null) throw new IllegalArgumentException("an obligation has a duty");
    elements = elements == null ? List.of() : List.copyOf(elements);
    if (elements.isEmpty() == (duty == Duty.REDACT)) {
      throw new IllegalArgumentException("to redact, and only that, names elements");
    }
    boolean oneTerm = (on == null) != (afterDays == null);
    boolean noTerm = on == null && afterDays == null;
    if (duty == Duty.ERASE ? !oneTerm : !noTerm) {
      throw new IllegalArgumentException("to erase, and only that, has one term");
    }
    if (afterDays != null && afterDays < 0) {
      throw new IllegalArgumentException("a term isn't before the release");
    }
  }

  public static Obligation redact(String... elements) {
    return new Obligation(Duty.REDACT, List.of(elements), null, null);
  }

  public static Obligation eraseOn(LocalDate day) {
    return new Obligation(Duty.ERASE, null, day, null);
  }

  public static Obligation eraseAfterDays(int days) {
    return new Obligation(Duty.ERASE, null, null, days);
  }

  public static Obligation noRedisclosure() {
    return new Obligation(Duty.NO_REDISCLOSURE, null, null, null);
  }

  /**
   * When what is released has to be erased: as the day begins (UTC) by which it is, or so many days
   * after the release.
   *
   * @param released when it was decided
   * @return empty for other duties
   */
  public Optional<Instant> eraseBy(Instant released) {
    if (duty != Duty.ERASE) return Optional.empty();
    return Optional.of(
        on == null
            ? released.plus(afterDays, ChronoUnit.DAYS)
            : on.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  @Override
  public int compareTo(Obligation other) {
    return ORDER.compare(this, other);
  }
}
