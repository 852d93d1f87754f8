package io.tallystick.gateway.validation.app;

import io.tallystick.gateway.validation.domain.Finding;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/**
 * Takes a resource that FHIR R4 allows, or says what is wrong with it and where. Errors refuse;
 * warnings do not: a profile or a code system that isn't known here is the sender's own matter.
 */
@ApplicationScoped
public class RequireConformance {

  /** Problems told of one body; more are only counted. */
  private static final int MOST_TOLD = 100;

  private final FhirJson fhir;
  private final ResourceValidator validator;

  public RequireConformance(FhirJson fhir, ResourceValidator validator) {
    this.fhir = fhir;
    this.validator = validator;
  }

  /**
   * @throws ProblemException what {@link FhirJson#parse} says; 400 {@code fhir.invalid} if it can't
   *     be read as FHIR, 422 {@code fhir.invalid} if it breaks a rule, both with {@code problems}
   */
  public <T extends Resource> T require(byte[] json, Class<T> type) {
    var parsed = parsed(json, type);
    var findings = validator.validate(json);
    if (findings.stream().anyMatch(Finding::refuses)) throw refusal(422, findings);
    return parsed;
  }

  private <T extends Resource> T parsed(byte[] json, Class<T> type) {
    try {
      return fhir.parse(json, type);
    } catch (ProblemException refused) {
      if (!refused.problem().code().equals("fhir.invalid")) throw refused;
      var findings = validator.validate(json);
      throw findings.stream().anyMatch(Finding::refuses) ? refusal(400, findings) : refused;
    }
  }

  private static ProblemException refusal(int status, List<Finding> findings) {
    var refusing = findings.stream().filter(Finding::refuses).toList();
    var told = refusing.stream().limit(MOST_TOLD).map(RequireConformance::told).toList();
    var first = refusing.getFirst();
    return Problem.of(
            status,
            "fhir.invalid",
            "not FHIR R4 in %d places, first at %s".formatted(refusing.size(), first.element()))
        .with("problems", told)
        .with("count", refusing.size())
        .exception();
  }

  private static Map<String, Object> told(Finding finding) {
    var told = new LinkedHashMap<String, Object>();
    told.put("element", finding.element());
    if (finding.line() != null) told.put("line", finding.line());
    if (finding.column() != null) told.put("column", finding.column());
    told.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    told.put("detail", finding.detail());
    return told;
  }
}
