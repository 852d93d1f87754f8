package io.tallystick.gateway.consents.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.consents.app.EvaluateConsents;
import io.tallystick.gateway.consents.fhir.ReadQuestion;
import io.tallystick.gateway.consents.fhir.WriteAnswer;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.consent.ConsentStatement;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;

/**
 * {@code POST /fhir/Consent/$evaluate}: the consent engine for other systems. It looks at nothing
 * but what it is given, keeps nothing and logs nothing of it; whoever any realm of the consortium
 * vouches for may ask.
 */
@Path("fhir/Consent")
@RunOnVirtualThread
public class EvaluateResource {

  private final Caller caller;
  private final FhirJson fhir;
  private final SensitivityLabels labels;
  private final HonouredConsents honoured;
  private final Clock clock;

  EvaluateResource(
      Caller caller,
      FhirJson fhir,
      SensitivityLabels labels,
      HonouredConsents honoured,
      Clock clock) {
    this.caller = caller;
    this.fhir = fhir;
    this.labels = labels;
    this.honoured = honoured;
    this.clock = clock;
  }

  /**
   * @return {@code Parameters}, see {@link WriteAnswer}
   */
  @POST
  @Path("$evaluate")
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Produces(FhirJson.MEDIA_TYPE)
  public byte[] evaluate(byte[] body) {
    honoured.requireMember(caller);
    var question =
        ReadQuestion.read(fhir.parse(body, Parameters.class), labels::knows, clock.instant());
    var elements = new HashMap<String, Map<String, String>>();
    var statements = statements(question.consents(), elements);
    var decision = EvaluateConsents.evaluate(statements, question.request(), question.resource());
    return fhir.encode(WriteAnswer.write(decision, (id, path) -> elements.get(id).get(path)));
  }

  private List<ConsentStatement> statements(
      List<Consent> consents, Map<String, Map<String, String>> elements) {
    var statements = new ArrayList<ConsentStatement>();
    String patient = null;
    for (int i = 0; i < consents.size(); i++) {
      var read = honoured.read(consents.get(i), i);
      if (read.patient() != null) {
        if (patient != null && !patient.equals(read.patient())) {
          throw Problem.unprocessable("consent.patients-differ", "consents of several patients")
              .exception();
        }
        patient = read.patient();
      }
      var statement = named(read.statement(), i);
      if (elements.put(statement.id(), read.elements()) != null) {
        throw Problem.unprocessable("consent.repeated", "two consents have the same id")
            .exception();
      }
      statements.add(statement);
    }
    return statements;
  }

  private static ConsentStatement named(ConsentStatement s, int place) {
    return s.id() != null
        ? s
        : new ConsentStatement(
            "consent[" + place + "]", s.notBefore(), s.notAfter(), s.provisions(), s.replaces());
  }
}
