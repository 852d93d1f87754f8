package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.plans.domain.ServiceCategories;
import io.tallystick.insurer.plans.domain.ServiceLine;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.money.Money;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A billed claim as plans look at it. */
public final class ServiceLines {

  /** What an estimate without amounts is counted in. */
  private static final String ESTIMATES = "USD";

  public static List<ServiceLine> of(SubmittedClaim claim, ServiceCategories categories) {
    return claim.lines().stream().map(line -> line(claim, line, categories)).toList();
  }

  public static Money total(SubmittedClaim claim) {
    return claim.total() == null ? Money.zero(ESTIMATES) : claim.total();
  }

  public static LocalDate firstDay(SubmittedClaim claim) {
    return claim.lines().stream()
        .map(line -> serviced(claim, line))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  static LocalDate lastDay(SubmittedClaim claim) {
    var end = claim.billable() == null ? null : claim.billable().to();
    var lines = claim.lines().stream().map(line -> serviced(claim, line));
    return Stream.concat(lines, Stream.ofNullable(end))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * Equal for two claims that bill the same services on the same prescription; holds PHI, so it is
   * only ever indexed.
   */
  static String fingerprint(BilledClaims.Billed billed) {
    var claim = billed.content();
    var prescription = billed.resource().getPrescription();
    var lines =
        claim.lines().stream()
            .map(
                line ->
                    line.services()
                        + "|"
                        + serviced(claim, line)
                        + "|"
                        + line.net()
                        + "|"
                        + line.encounters())
            .sorted()
            .collect(Collectors.joining("\n"));
    return String.join(
        "\n",
        claim.provider(),
        claim.insurance().memberId(),
        prescription.getReference() + "|" + prescription.getIdentifier().getValue(),
        lines);
  }

  private static ServiceLine line(
      SubmittedClaim claim, SubmittedClaim.Line line, ServiceCategories categories) {
    var codes =
        line.services().stream()
            .map(service -> new Code(service.system(), service.code()))
            .toList();
    var code = codes.isEmpty() ? new Code(null, null) : codes.getFirst();
    var net = Objects.requireNonNullElseGet(line.net(), () -> Money.zero(total(claim).currency()));
    return new ServiceLine(line.sequence(), code, categories.of(code), serviced(claim, line), net);
  }

  private static LocalDate serviced(SubmittedClaim claim, SubmittedClaim.Line line) {
    return line.serviced() != null
        ? line.serviced()
        : claim.created().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private ServiceLines() {}
}
