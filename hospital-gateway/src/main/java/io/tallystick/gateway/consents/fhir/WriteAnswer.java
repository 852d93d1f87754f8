package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.ConsentDecision;
import io.tallystick.vocabulary.consent.Obligation;
import java.util.function.BiFunction;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;

/**
 * Writes what {@code Consent/$evaluate} answers: {@code decision} ({@code permit}, {@code deny} or
 * {@code no-consent}), {@code basis} with the parts {@code consent} (its id, or its place among
 * those given) and {@code provision} (FHIRPath within it), and an {@code obligation} for each with
 * the parts {@code duty}, {@code element}, {@code on} and {@code afterDays}.
 */
public final class WriteAnswer {

  /**
   * @param elements FHIRPath of a provision, by its statement and its path there
   */
  public static Parameters write(
      ConsentDecision decision, BiFunction<String, String, String> elements) {
    var answer = new Parameters();
    answer.addParameter("decision", new CodeType(word(decision)));
    switch (decision) {
      case ConsentDecision.Permit(var statement, var path, var obligations) -> {
        basis(answer, statement, elements.apply(statement, path));
        obligations.forEach(o -> obligation(answer, o));
      }
      case ConsentDecision.Deny(var statement, var path) ->
          basis(answer, statement, elements.apply(statement, path));
      case ConsentDecision.NoConsent none -> {}
    }
    return answer;
  }

  private static String word(ConsentDecision decision) {
    return switch (decision) {
      case ConsentDecision.Permit permit -> "permit";
      case ConsentDecision.Deny deny -> "deny";
      case ConsentDecision.NoConsent none -> "no-consent";
    };
  }

  private static void basis(Parameters answer, String consent, String element) {
    var basis = answer.addParameter().setName("basis");
    basis.addPart().setName("consent").setValue(new StringType(consent));
    basis.addPart().setName("provision").setValue(new StringType(element));
  }

  private static void obligation(Parameters answer, Obligation obligation) {
    var written = answer.addParameter().setName("obligation");
    written.addPart().setName("duty").setValue(new CodeType(obligation.duty().name()));
    obligation
        .elements()
        .forEach(e -> written.addPart().setName("element").setValue(new StringType(e)));
    if (obligation.on() != null) {
      written.addPart().setName("on").setValue(new DateType(obligation.on().toString()));
    }
    if (obligation.afterDays() != null) {
      written.addPart().setName("afterDays").setValue(new IntegerType(obligation.afterDays()));
    }
  }

  private WriteAnswer() {}
}
