package io.tallystick.cli.demo.synthea;

import io.tallystick.cli.demo.synthea.SyntheaSample.Provider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which hospital and insurer of the consortium stand for Synthea's providers and payers: the
 * committed tables {@code providers.csv} and {@code payers.csv}.
 */
public final class MappingTables {

  public static final String NO_INSURANCE = "NO_INSURANCE";

  private static final String ANY = "*";
  private static final int AREA = 3;

  /** An insurer's org id and the plan that the payer's members have there. */
  public record Insurance(String insurer, String plan) {}

  /** A payer that the committed table doesn't name. */
  public static final class UnknownPayerException extends IllegalArgumentException {
    UnknownPayerException(String payer) {
      super("payers.csv has no row for Synthea's payer \"" + payer + "\"");
    }
  }

  private final Map<String, String> hospitals;
  private final Map<String, Insurance> insurers;

  private MappingTables(Map<String, String> hospitals, Map<String, Insurance> insurers) {
    this.hospitals = hospitals;
    this.insurers = insurers;
  }

  public static MappingTables committed() throws IOException {
    return new MappingTables(
        rows("providers.csv").stream().collect(Collectors.toMap(r -> r[0], r -> r[1])),
        rows("payers.csv").stream()
            .collect(Collectors.toMap(r -> r[0], r -> new Insurance(r[1], r[2]))));
  }

  /** The hospital's org id; total, so that no encounter is left out. */
  public String hospital(Provider provider) {
    var code = provider.postalCode() == null ? "" : provider.postalCode();
    var area = code.length() < AREA ? ANY : code.substring(0, AREA);
    return hospitals.getOrDefault(area, hospitals.get(ANY));
  }

  /**
   * Empty for a patient who pays alone.
   *
   * @throws UnknownPayerException rather than guessing who pays
   */
  public Optional<Insurance> insurance(String payer) {
    if (NO_INSURANCE.equals(payer)) return Optional.empty();
    var found = insurers.get(payer);
    if (found == null) throw new UnknownPayerException(payer);
    return Optional.of(found);
  }

  private static List<String[]> rows(String table) throws IOException {
    try (var in = MappingTables.class.getResourceAsStream("/synthea/" + table);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .skip(1) // the heading
          .map(line -> line.split(","))
          .toList();
    }
  }
}
