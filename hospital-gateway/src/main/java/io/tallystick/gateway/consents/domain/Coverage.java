package io.tallystick.gateway.consents.domain;

import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentDecision;
import io.tallystick.vocabulary.consent.ConsentEvaluation;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How much of what is asked a patient's consents allow. Found by evaluating resources that might
 * exist, never those that do: whatever this tells a requester, it tells of the consent alone.
 */
public enum Coverage {
  /** All that is asked for. */
  FULL,
  /** Some of it. */
  PART,
  /** Nothing, and the patient hasn't said no to it. */
  NONE,
  /** A provision denies all of it. */
  DENIED;

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

  /** Keeps the number of samples in bounds; what goes beyond can only count FULL for PART. */
  private static final int MOST_SAMPLES = 24;

  private static final int MOST_EVALUATIONS = 4_000;

  /**
   * @param labelsOf the sensitivity labels that a code brings with it
   */
  public static Coverage of(
      ConsentSet consents,
      AccessRequest request,
      AskedScope scope,
      Function<Code, Set<String>> labelsOf) {
    var seen = EnumSet.noneOf(Coverage.class);
    samples(consents, scope, labelsOf)
        .forEach(sample -> seen.add(verdict(consents, request, sample)));
    if (seen.equals(EnumSet.of(FULL))) return FULL;
    if (seen.contains(FULL)) return PART;
    return seen.equals(EnumSet.of(DENIED)) ? DENIED : NONE;
  }

  private static Coverage verdict(
      ConsentSet consents, AccessRequest request, ResourceAttributes sample) {
    return switch (ConsentEvaluation.evaluate(consents, request, sample)) {
      case ConsentDecision.Permit permit -> FULL;
      case ConsentDecision.NoConsent none -> NONE;
      // A permit that leaves a label unnamed withholds, which is no patient's no.
      case ConsentDecision.Deny deny -> denies(consents, deny) ? DENIED : NONE;
    };
  }

  private static boolean denies(ConsentSet consents, ConsentDecision.Deny deny) {
    return consents.statements().stream()
        .filter(s -> s.id().equals(deny.statement()))
        .map(s -> at(s.provisions(), deny.provision()))
        .anyMatch(p -> p.effect() == Provision.Effect.DENY);
  }

  private static Provision at(List<Provision> siblings, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) return siblings.get(Integer.parseInt(path));
    var parent = siblings.get(Integer.parseInt(path.substring(0, dot)));
    return at(parent.exceptions(), path.substring(dot + 1));
  }

  private static Stream<ResourceAttributes> samples(
      ConsentSet consents, AskedScope scope, Function<Code, Set<String>> labelsOf) {
    var provisions =
        consents.statements().stream()
            .map(ConsentStatement::provisions)
            .flatMap(p -> all(p).stream())
            .toList();
    var dates = dates(scope, provisions);
    var codes = codes(scope, provisions);
    var labels =
        Stream.concat(Stream.of(List.<String>of()), scope.labels().stream().map(List::of)).toList();
    // Classes vary first, so that the bound leaves none of them out.
    return codes.stream()
        .flatMap(code -> dates.stream().map(date -> new Sample(code, date)))
        .flatMap(
            sample ->
                labels.stream()
                    .flatMap(
                        extra ->
                            scope.classes().stream().map(type -> sample.of(type, extra, labelsOf))))
        .limit(MOST_EVALUATIONS);
  }

  private record Sample(List<Code> codes, LocalDate date) {
    ResourceAttributes of(String type, List<String> labels, Function<Code, Set<String>> labelsOf) {
      var carried = new TreeSet<>(labels);
      codes.forEach(code -> carried.addAll(labelsOf.apply(code)));
      return new ResourceAttributes(type, codes, List.copyOf(carried), date);
    }
  }

  private static List<List<Code>> codes(AskedScope scope, List<Provision> provisions) {
    if (!scope.codes().isEmpty()) return scope.codes().stream().map(List::of).toList();
    var mentioned = provisions.stream().flatMap(p -> p.codes().stream()).distinct();
    return Stream.concat(Stream.of(List.<Code>of()), mentioned.map(List::of))
        .limit(MOST_SAMPLES)
        .toList();
  }

  /** The ends of the period asked for, and where a provision begins or ends within it. */
  private static List<LocalDate> dates(AskedScope scope, List<Provision> provisions) {
    var from = scope.dataFrom() == null ? EARLIEST : scope.dataFrom();
    var until = scope.dataUntil() == null ? LATEST : scope.dataUntil();
    var turns =
        provisions.stream()
            .flatMap(
                p ->
                    Stream.of(
                        p.dataFrom(),
                        p.dataFrom() == null ? null : p.dataFrom().minusDays(1),
                        p.dataUntil(),
                        p.dataUntil() == null ? null : p.dataUntil().plusDays(1)))
            .filter(Objects::nonNull)
            .filter(day -> day.isAfter(from) && day.isBefore(until));
    return Stream.concat(Stream.of(from, until), turns).distinct().limit(MOST_SAMPLES).toList();
  }

  private static List<Provision> all(List<Provision> provisions) {
    var found = new ArrayList<>(provisions);
    provisions.forEach(p -> found.addAll(all(p.exceptions())));
    return found;
  }
}
