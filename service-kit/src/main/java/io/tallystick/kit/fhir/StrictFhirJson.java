package io.tallystick.kit.fhir;

import ca.uhn.fhir.context.FhirContext;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;

/** HAPI's parser, that reads what FHIR R4 defines and nothing else. */
@ApplicationScoped
public class StrictFhirJson implements FhirJson {

  /** As in {@code Unknown element 'x'}, {@code [element="x"]} and {@code for element x - }. */
  private static final Pattern ELEMENT =
      Pattern.compile("(?:[Ee]lement=\"|[Ee]lement '|for element )([A-Za-z_][A-Za-z0-9]{0,40})");

  private final FhirContext context;

  /**
   * @param context with a {@code StrictErrorHandler}
   */
  public StrictFhirJson(FhirContext context) {
    this.context = context;
  }

  @Override
  public <T extends Resource> T parse(byte[] json, Class<T> type) {
    var resourceType = JsonGuard.resourceType(json);
    if (resourceType == null) throw invalid("has no resourceType");
    var parsed = parse(json);
    if (!type.isInstance(parsed)) {
      throw Problem.badRequest(
              "fhir.wrong-resource",
              "expected " + type.getSimpleName() + ", got " + parsed.fhirType())
          .exception();
    }
    return type.cast(parsed);
  }

  @Override
  public byte[] encode(Resource resource) {
    return context
        .newJsonParser()
        .encodeResourceToString(resource)
        .getBytes(StandardCharsets.UTF_8);
  }

  private Resource parse(byte[] json) {
    try {
      return (Resource)
          context.newJsonParser().parseResource(new String(json, StandardCharsets.UTF_8));
    } catch (RuntimeException notR4) {
      // Mostly a DataFormatException; damaged references and dates also bring out others.
      throw invalid("is not a FHIR R4 resource" + where(notR4.getMessage()));
    }
  }

  /** HAPI's message may quote content, so that only the element's name is taken from it. */
  private static String where(String message) {
    var element = ELEMENT.matcher(message == null ? "" : message);
    return element.find() ? ": see element " + element.group(1) : "";
  }

  private static ProblemException invalid(String why) {
    return Problem.badRequest("fhir.invalid", "the body " + why).exception();
  }
}
