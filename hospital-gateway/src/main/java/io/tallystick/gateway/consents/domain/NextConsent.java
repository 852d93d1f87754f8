package io.tallystick.gateway.consents.domain;

import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.Provision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The set of statements after a grant: those still in force that none of the new ones replaces, and
 * the new ones. A head commits to the whole set, so no earlier refusal gets lost by a later grant.
 */
public final class NextConsent {

  private static final int LONGEST_DAYS = 365;
  private static final int MOST_STATEMENTS = 50;
  private static final int MOST_PROVISIONS = 200;

  /** Not labels, but whether a resource carries any. */
  private static final Set<String> CONFIDENTIALITY = Set.of(Provision.NORMAL, Provision.RESTRICTED);

  public sealed interface Outcome {
    /**
     * @param notBefore earliest beginning of a statement
     * @param notAfter latest end of a statement
     */
    record Next(List<ConsentStatement> statements, Instant notBefore, Instant notAfter)
        implements Outcome {}

    record Refused(String code, String detail) implements Outcome {}
  }

  /**
   * @param current the head's statements now, empty without a head in force
   * @param added may lack id and period: those are given here
   * @param days from now until when the added ones hold at most
   * @param knownLabel whether a sensitivity label exists
   * @param ids ids for the added
   */
  public static Outcome of(
      List<ConsentStatement> current,
      List<ConsentStatement> added,
      int days,
      Instant now,
      Predicate<String> knownLabel,
      Supplier<String> ids) {
    var refusal = refusal(added, days, knownLabel);
    if (refusal != null) return refusal;
    var end = now.plus(Duration.ofDays(days));
    var given = added.stream().map(s -> complete(s, now, end, ids)).toList();
    if (given.stream().anyMatch(s -> !s.notBefore().isBefore(s.notAfter()))) {
      return new Outcome.Refused("consent.period", "a statement ends before it begins");
    }
    var replaced = given.stream().flatMap(s -> s.replaces().stream()).collect(Collectors.toSet());
    var kept =
        current.stream()
            .filter(s -> s.notAfter().isAfter(now) && !replaced.contains(s.id()))
            .map(s -> notEarlierThan(s, now));
    var set = Stream.concat(kept, given.stream()).toList();
    return set.size() > MOST_STATEMENTS
        ? new Outcome.Refused("consent.too-large", "too many statements in force")
        : next(set);
  }

  private static Outcome next(List<ConsentStatement> set) {
    var from = set.stream().map(ConsentStatement::notBefore).min(Instant::compareTo).orElseThrow();
    var until = set.stream().map(ConsentStatement::notAfter).max(Instant::compareTo).orElseThrow();
    return new Outcome.Next(set, from, until);
  }

  private static Outcome refusal(
      List<ConsentStatement> added, int days, Predicate<String> knownLabel) {
    if (days < 1 || days > LONGEST_DAYS) {
      return new Outcome.Refused("consent.days", "a consent holds for 1 to 365 days");
    }
    if (added.isEmpty() || added.stream().anyMatch(s -> s.provisions().isEmpty())) {
      return new Outcome.Refused("consent.empty", "a statement says what it permits or denies");
    }
    var provisions = added.stream().flatMap(s -> all(s.provisions()).stream()).toList();
    if (provisions.size() > MOST_PROVISIONS) {
      return new Outcome.Refused("consent.too-large", "too many provisions");
    }
    boolean known =
        provisions.stream()
            .flatMap(p -> p.labels().stream())
            .allMatch(label -> CONFIDENTIALITY.contains(label) || knownLabel.test(label));
    return known
        ? null
        : new Outcome.Refused("consent.label-unknown", "names a sensitivity label that isn't one");
  }

  private static List<Provision> all(List<Provision> provisions) {
    var found = new ArrayList<>(provisions);
    provisions.forEach(p -> found.addAll(all(p.exceptions())));
    return found;
  }

  private static ConsentStatement complete(
      ConsentStatement s, Instant now, Instant end, Supplier<String> ids) {
    var from = s.notBefore() == null || s.notBefore().isBefore(now) ? now : s.notBefore();
    var until = s.notAfter() == null || s.notAfter().isAfter(end) ? end : s.notAfter();
    return new ConsentStatement(ids.get(), from, until, s.provisions(), s.replaces());
  }

  /** The past is no part of a change's validity: a set may not span more than a year. */
  private static ConsentStatement notEarlierThan(ConsentStatement s, Instant now) {
    return s.notBefore().isBefore(now)
        ? new ConsentStatement(s.id(), now, s.notAfter(), s.provisions(), s.replaces())
        : s;
  }

  private NextConsent() {}
}
