package io.tallystick.cli.demo.synthea;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/**
 * What Synthea generated, as it generated it, cut to the last years.
 *
 * @param patients one Bundle per patient: the Patient, encounters since {@link About#from}, and
 *     what refers to those
 */
public record SyntheaSample(About about, List<Provider> providers, List<ObjectNode> patients) {

  /**
   * @param command what generates it again
   * @param referenceDate Synthea's "today"; ages and the window count from it
   * @param from first day of the window
   */
  public record About(
      String source, String licence, String command, LocalDate referenceDate, LocalDate from) {}

  /**
   * @param id as in Synthea's conditional references
   * @param postalCode US ZIP code, absent for a provider without address
   */
  public record Provider(String id, String name, String postalCode) {}

  public SyntheaSample {
    providers = List.copyOf(providers);
    patients = List.copyOf(patients);
  }
}
