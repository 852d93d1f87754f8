package io.tallystick.cli.demo.synthea;

import io.tallystick.cli.demo.synthea.MappingTables.Insurance;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One stretch of time in which one payer covers a patient.
 *
 * @param payer Synthea's name for it
 * @param until last day; empty while it lasts
 */
public record CoveragePeriod(
    String memberId, String payer, Insurance insurance, LocalDate from, Optional<LocalDate> until) {

  boolean covers(LocalDate day) {
    return !day.isBefore(from) && until.map(last -> !day.isAfter(last)).orElse(true);
  }
}
