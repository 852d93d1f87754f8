package io.tallystick.cli.demo.people;

import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.vocabulary.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who does not simply consent. Chosen from the sample by rule, so that a fresh sample has its cast
 * too: adults who sign for themselves and have costly claims, those with the fewest first.
 *
 * @param pat has not answered yet: the claim waits for a consent
 * @param silent has not answered either
 * @param refusing lets insurers see immunizations and nothing else
 * @param revoking consents, and takes it back later
 */
public record Cast(
    ImportedPatient pat,
    ImportedPatient silent,
    ImportedPatient refusing,
    ImportedPatient revoking) {

  /** Every plan asks for evidence above this, medicines aside. */
  private static final Money COSTLY = new Money(1_000_00, "USD");

  private static final int PARTS = 4;

  /** A sample too small or too healthy to show what the demo shows. */
  public static final class SampleTooSmall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SampleTooSmall() {
      super(
          "the sample has fewer than "
              + PARTS
              + " adults with costly claims: generate more patients (--patients)");
    }
  }

  /**
   * @throws SampleTooSmall if there are too few
   */
  public static Cast of(List<ImportedPatient> patients, LocalDate today) {
    var able =
        new ArrayList<>(
            patients.stream()
                .filter(p -> p.actsAs(today).equals("self") && costly(p) > 1)
                .filter(p -> p.hospitals().size() == 1)
                .sorted(Comparator.comparingLong(Cast::costly))
                .toList());
    if (able.size() < PARTS) throw new SampleTooSmall();
    return new Cast(able.get(0), able.get(1), able.get(2), able.get(3));
  }

  public boolean consents(ImportedPatient patient) {
    return !patient.equals(pat) && !patient.equals(silent);
  }

  /** Whether the payer will ask for evidence, as far as an outsider can tell. */
  public static boolean isCostly(ImportedClaim claim) {
    var medicine = claim.claim().at("/type/coding/0/code").asText().equals("pharmacy");
    return !claim.selfPay() && !medicine && claim.total().compareTo(COSTLY) > 0;
  }

  private static long costly(ImportedPatient patient) {
    return patient.claims().stream().filter(Cast::isCostly).count();
  }
}
