package io.tallystick.gateway.validation.adapter;

import io.tallystick.gateway.validation.app.ResourceValidator;
import io.tallystick.gateway.validation.domain.Finding;
import io.tallystick.gateway.validation.domain.Finding.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.validation.ValidationMessage;

/** HAPI's validator, whose messages become findings without content. */
@ApplicationScoped
class HapiValidator implements ResourceValidator {

  /** As in {@code contained[0]}{@code /}{@code *Patient/p1*}{@code /.name}. */
  private static final Pattern NOTE = Pattern.compile("/\\*.*?\\*/");

  /**
   * Rules that many senders break, FHIR's own examples among them, and that cost no reader
   * anything: codes that a table doesn't hold (a required binding stays an error of its own), links
   * that aren't absolute.
   */
  private static final Set<String> LENIENT =
      Set.of("Terminology_PassThrough_TX_Message", "TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE");

  private final ValidatorPool pool;

  HapiValidator(ValidatorPool pool) {
    this.pool = pool;
  }

  @Override
  public List<Finding> validate(byte[] json) {
    Map<Slice, List<ValidationMessage>> messages = new LinkedHashMap<>();
    pool.use(
        worker -> Slice.of(json).forEach(slice -> messages.put(slice, worker.check(slice.json()))));
    var findings = new ArrayList<Finding>();
    messages.forEach(
        (slice, said) -> {
          var wording = new Wording(slice.json());
          said.stream()
              .filter(message -> isTold(message))
              .forEach(message -> findings.add(finding(slice, message, wording)));
        });
    return findings.stream().distinct().toList();
  }

  /** Warnings come by the dozen with a resource (each code of SNOMED CT); they refuse nothing. */
  private static boolean isTold(ValidationMessage message) {
    return severity(message).compareTo(Severity.ERROR) <= 0;
  }

  private static Finding finding(Slice slice, ValidationMessage message, Wording wording) {
    int line = message.getLine();
    int column = message.getCol();
    return new Finding(
        slice.pathOf(
            NOTE.matcher(Objects.requireNonNullElse(message.getLocation(), "")).replaceAll("")),
        line > 0 ? slice.lineOf(line) : null,
        line > 0 && column > 0 ? slice.columnOf(line, column) : null,
        severity(message),
        wording.of(message.getMessage()));
  }

  private static Severity severity(ValidationMessage message) {
    if (LENIENT.contains(String.valueOf(message.getMessageId()))) return Severity.WARNING;
    return switch (message.getLevel()) {
      case FATAL -> Severity.FATAL;
      case ERROR -> Severity.ERROR;
      case WARNING -> Severity.WARNING;
      case INFORMATION, NULL -> Severity.INFORMATION;
    };
  }
}
