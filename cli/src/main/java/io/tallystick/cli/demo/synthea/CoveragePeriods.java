package io.tallystick.cli.demo.synthea;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Synthea's FHIR export names a payer on every claim but not since when it pays. A period is a run
 * of claims to the same payer: from the first of them, for the first run from that year's first
 * day, to the day before another payer takes over.
 */
final class CoveragePeriods {

  /** Whom one of Synthea's claims names, and when the service began. */
  record Billed(Instant at, String payer) {
    LocalDate day() {
      return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
  }

  /** A run of claims to one payer. */
  private record Run(Billed first, Billed last) {
    Run with(Billed next) {
      return new Run(first, next);
    }
  }

  /**
   * @param series ends every member number; another series is another membership
   */
  static List<CoveragePeriod> of(
      String patientId, List<Billed> claims, MappingTables tables, String series) {
    var runs = runs(claims);
    var periods = new ArrayList<CoveragePeriod>();
    for (int i = 0; i < runs.size(); i++) {
      var run = runs.get(i);
      var insurance = tables.insurance(run.first().payer());
      if (insurance.isEmpty()) continue;
      var from = i == 0 ? run.first().day().withDayOfYear(1) : run.first().day();
      var until = i + 1 == runs.size() ? null : lastDay(run, runs.get(i + 1));
      periods.add(
          new CoveragePeriod(
              memberId(patientId, insurance.get().insurer(), i + 1) + series,
              run.first().payer(),
              insurance.get(),
              from,
              Optional.ofNullable(until)));
    }
    return List.copyOf(periods);
  }

  private static List<Run> runs(List<Billed> claims) {
    var runs = new ArrayList<Run>();
    for (var claim : claims.stream().sorted(Comparator.comparing(Billed::at)).toList()) {
      if (!runs.isEmpty() && runs.getLast().first().payer().equals(claim.payer())) {
        runs.add(runs.removeLast().with(claim));
      } else {
        runs.add(new Run(claim, claim));
      }
    }
    return runs;
  }

  /** The day before the next payer takes over; that day itself if this one was billed on it too. */
  private static LocalDate lastDay(Run run, Run next) {
    var before = next.first().day().minusDays(1);
    return before.isBefore(run.last().day()) ? run.last().day() : before;
  }

  private static String memberId(String patientId, String insurer, int period) {
    return "%s-%s-%d"
        .formatted(insurer, patientId.substring(0, 8), period)
        .toUpperCase(Locale.ROOT);
  }

  private CoveragePeriods() {}
}
