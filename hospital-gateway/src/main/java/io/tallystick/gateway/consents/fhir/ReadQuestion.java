package io.tallystick.gateway.consents.fhir;

import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.DataReference;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/**
 * Reads the {@code Parameters} of {@code Consent/$evaluate}: {@code consent} (resource, 0..100),
 * {@code actor} (Reference, 0..*; an Organization is who receives), {@code purpose} (Coding or code
 * of v3 ActReason, 0..1), {@code class} (code, 0..1), {@code code} (Coding or CodeableConcept,
 * 0..*), {@code label} (Coding or code of v3 ActCode, 0..*), {@code date} (date, 0..1: the data's);
 * beside these {@code action} (code, 0..*; absent is a release), {@code data} (parts {@code
 * meaning} and {@code reference}, 0..*) and {@code at} (instant or dateTime, 0..1; absent is now).
 */
public final class ReadQuestion {

  private static final int MOST_CONSENTS = 100;

  private final Predicate<String> knownLabel;
  private final List<Consent> consents = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();
  private final List<Code> codes = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<String> actions = new ArrayList<>();
  private final List<DataReference> data = new ArrayList<>();
  private String purpose;
  private String type;
  private LocalDate date;
  private Instant at;

  private ReadQuestion(Predicate<String> knownLabel) {
    this.knownLabel = knownLabel;
  }

  /**
   * @param now when nothing is said of the moment
   * @throws ProblemException 400 {@code parameter.unknown}, {@code parameter.malformed} or {@code
   *     parameter.repeated}; 422 {@code label.unknown} or {@code consent.too-many}
   */
  public static Question read(Parameters given, Predicate<String> knownLabel, Instant now) {
    var reading = new ReadQuestion(knownLabel);
    for (int i = 0; i < given.getParameter().size(); i++) {
      var parameter = given.getParameter().get(i);
      try {
        reading.take(parameter, i);
      } catch (IllegalArgumentException | NotHonoured | ClassCastException misread) {
        throw malformed(i);
      }
    }
    return reading.question(now);
  }

  private void take(ParametersParameterComponent parameter, int i) {
    var value = parameter.getValue();
    switch (parameter.getName()) {
      case "consent" -> consents.add((Consent) parameter.getResource());
      case "actor" ->
          actors.add(FhirActors.read((Reference) value).orElseThrow(IllegalArgumentException::new));
      case "purpose" ->
          purpose = once(purpose, Criteria.purpose(coding(value, Terms.ACT_REASON), ""), i);
      case "class" -> type = once(type, type(value), i);
      case "code" -> codes.addAll(codes(value));
      case "label" -> labels.add(label(coding(value, Terms.ACT_CODE), i));
      case "date" -> date = once(date, LocalDate.parse(((DateType) value).getValueAsString()), i);
      case "action" -> actions.add(coding(value, Terms.ACTION).getCode());
      case "data" -> data.add(data(parameter));
      case "at" -> at = once(at, instant(value), i);
      case null, default ->
          throw Problem.badRequest("parameter.unknown", at(i) + " has no name that is known here")
              .exception();
    }
  }

  private Question question(Instant now) {
    if (consents.size() > MOST_CONSENTS) {
      throw Problem.unprocessable("consent.too-many", "at most 100 consents").exception();
    }
    var grantee =
        actors.stream()
            .filter(a -> a.kind() == Actor.Kind.ORGANIZATION && a.system() == null)
            .map(Actor::value)
            .findFirst()
            .orElse("");
    return new Question(
        consents,
        new AccessRequest(grantee, purpose, at == null ? now : at, actors, actions),
        new ResourceAttributes(type, codes, labels, date, data));
  }

  private static String type(Type value) {
    var code = coding(value, Terms.RESOURCE_TYPES);
    if (!Terms.RESOURCE_TYPES.equals(code.getSystem()) || !Criteria.isType(code.getCode())) {
      throw new IllegalArgumentException("not a resource type");
    }
    return code.getCode();
  }

  private String label(Coding label, int i) {
    if (Terms.ACT_CODE.equals(label.getSystem()) && knownLabel.test(label.getCode())) {
      return label.getCode();
    }
    throw Problem.unprocessable("label.unknown", at(i) + ": see /sensitivity-labels").exception();
  }

  private static List<Code> codes(Type value) {
    var codings =
        value instanceof CodeableConcept concept ? concept.getCoding() : List.of((Coding) value);
    if (codings.isEmpty()) throw new IllegalArgumentException("no code");
    return codings.stream()
        .map(c -> new Code(present(c.getSystem()), present(c.getCode())))
        .toList();
  }

  private static DataReference data(ParametersParameterComponent parameter) {
    String reference = null;
    ConsentDataMeaning meaning = ConsentDataMeaning.INSTANCE;
    for (var part : parameter.getPart()) {
      switch (part.getName()) {
        case "meaning" ->
            meaning = ConsentDataMeaning.fromCode(((CodeType) part.getValue()).getCode());
        case "reference" -> reference = ((Reference) part.getValue()).getReference();
        case null, default -> throw new IllegalArgumentException("no such part");
      }
    }
    return new DataReference(Criteria.meaning(meaning, ""), reference);
  }

  /** A code alone is one of the system that is meant there. */
  private static Coding coding(Type value, String system) {
    if (value instanceof CodeType code) return new Coding(system, present(code.getCode()), null);
    var coding = (Coding) value;
    present(coding.getCode());
    return coding;
  }

  private static Instant instant(Type value) {
    if (value instanceof InstantType instant) return instant.getValue().toInstant();
    return FhirTimes.first((DateTimeType) value);
  }

  private static String present(String text) {
    if (text == null || text.isEmpty()) throw new IllegalArgumentException("empty");
    return text;
  }

  private static <T> T once(T before, T value, int i) {
    if (before != null) {
      throw Problem.badRequest("parameter.repeated", at(i) + " may be given once").exception();
    }
    if (value == null) throw new IllegalArgumentException("empty");
    return value;
  }

  private static ProblemException malformed(int i) {
    return Problem.badRequest("parameter.malformed", at(i) + " is not of its type").exception();
  }

  private static String at(int i) {
    return "Parameters.parameter[" + i + "]";
  }
}
