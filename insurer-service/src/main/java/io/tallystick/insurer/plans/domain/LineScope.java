package io.tallystick.insurer.plans.domain;

import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.money.Money;
import java.util.Set;

/**
 * Which lines a plan's rule is about: those of a named category or code (no name means all) whose
 * amounts reach the thresholds.
 *
 * @param lineAtLeast the line's charge, absent for any
 * @param claimAtLeast the whole claim's charge, absent for any
 */
public record LineScope(
    Set<ServiceCategory> categories, Set<Code> codes, Money lineAtLeast, Money claimAtLeast) {

  public LineScope {
    categories = Set.copyOf(categories);
    codes = Set.copyOf(codes);
  }

  public boolean covers(ServiceLine line, Money claimCharge) {
    return names(line) && reaches(line.charge(), lineAtLeast) && reaches(claimCharge, claimAtLeast);
  }

  private boolean names(ServiceLine line) {
    return (categories.isEmpty() && codes.isEmpty())
        || categories.contains(line.category())
        || codes.contains(line.code());
  }

  private static boolean reaches(Money amount, Money threshold) {
    return threshold == null || amount.compareTo(threshold) >= 0;
  }
}
