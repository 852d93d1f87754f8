package io.tallystick.gateway.exchange.adapter;

import io.tallystick.gateway.exchange.app.ExchangeConfig;
import io.tallystick.gateway.exchange.app.OtherHospitals;
import io.tallystick.gateway.exchange.domain.Sought;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.http.BoundedAnswer;
import io.tallystick.kit.identity.ServiceTokens;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.vocabulary.consent.WhoAsks;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.jboss.logging.Logger;

/**
 * Speaks to the gateways that the members' ledger entries name, with this service's own token. Who
 * is sought travels sealed to the other hospital's key, both ways.
 */
@ApplicationScoped
class HttpOtherHospitals implements OtherHospitals {

  private static final Logger LOG = Logger.getLogger(HttpOtherHospitals.class);
  private static final String JOSE = "application/jose";

  private final ExchangeConfig config;
  private final Orgs orgs;
  private final ServiceTokens tokens;
  private final Envelopes envelopes;
  private final FhirJson fhir;
  private final String ownOrg;
  private final HttpClient http;

  HttpOtherHospitals(
      ExchangeConfig config,
      Orgs orgs,
      ServiceTokens tokens,
      Envelopes envelopes,
      FhirJson fhir,
      TallystickConfig institution) {
    this.config = config;
    this.orgs = orgs;
    this.tokens = tokens;
    this.envelopes = envelopes;
    this.fhir = fhir;
    this.ownOrg = institution.org().id();
    // An upgrade to HTTP/2 would cost a round trip on each new connection.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.callTimeout())
            .build();
  }

  @Override
  public Standing ask(
      String custodian,
      String searchId,
      byte[] patient,
      Sought sought,
      Instant askedAt,
      Instant deadline,
      WhoAsks asker) {
    var own = fhir.parse(patient, Patient.class);
    var task =
        SealedTask.write(fhir, ownOrg, custodian, searchId, own, sought, askedAt, deadline, asker);
    var sealed = HttpRequest.BodyPublishers.ofString(envelopes.seal(custodian, task));
    return call(
            custodian, "/fhir/Task", request -> request.header("Content-Type", JOSE).POST(sealed))
        .map(answer -> standing(custodian, answer))
        .orElseGet(Standing.Unreachable::new);
  }

  @Override
  public Standing look(String custodian, String taskId) {
    return call(custodian, "/fhir/Task/" + taskId, HttpRequest.Builder::GET)
        .map(answer -> standing(custodian, answer))
        .orElseGet(Standing.Unreachable::new);
  }

  @Override
  public Fetched fetch(String custodian, String accessId) {
    var answer = call(custodian, "/releases/" + accessId, HttpRequest.Builder::GET);
    if (answer.isEmpty()) return new Fetched.Unreachable();
    return switch (answer.get().status()) {
      case 200 -> new Fetched.Sealed(answer.get().body());
      case 404, 410 -> new Fetched.Gone();
      default -> new Fetched.Unreachable();
    };
  }

  private Standing standing(String custodian, Answer answer) {
    int status = answer.status();
    if (status != 200 && status != 201) {
      LOG.infof("%s answers a search with status %d", custodian, status);
      return new Standing.Unreachable();
    }
    try {
      var task = fhir.parse(envelopes.open(answer.body()), Task.class);
      var id = task.getIdElement().getIdPart();
      return switch (task.getStatus()) {
        case COMPLETED ->
            SealedTask.accessId(task)
                .<Standing>map(access -> new Standing.Released(id, access))
                .orElseGet(() -> new Standing.Refused(id));
        case REJECTED, FAILED, CANCELLED -> new Standing.Refused(id);
        default -> new Standing.Waiting(id);
      };
    } catch (SealBroken | ProblemException notTheirs) {
      LOG.warnf("%s answers a search with what isn't a sealed Task", custodian);
      return new Standing.Unreachable();
    }
  }

  private record Answer(int status, String body) {}

  private interface Shape {
    HttpRequest.Builder of(HttpRequest.Builder request);
  }

  private Optional<Answer> call(String custodian, String path, Shape shape) {
    var org = orgs.byId(custodian);
    if (org.isEmpty()) return Optional.empty();
    try {
      var uri = URI.create(org.get().endpoint().replaceAll("/+$", "") + path);
      var request =
          shape
              .of(HttpRequest.newBuilder(uri).timeout(config.callTimeout()))
              .header("Authorization", "Bearer " + tokens.bearerFor(custodian))
              .header("Accept", JOSE)
              .build();
      var answer = BoundedAnswer.of(http, request, config.answerLimit(), config.callTimeout());
      if (answer.body().isEmpty()) LOG.warnf("%s answers at too great length", custodian);
      return answer.body().map(body -> new Answer(answer.statusCode(), body));
    } catch (IOException | ProblemException | IllegalArgumentException away) {
      LOG.infof("%s doesn't answer a search: %s", custodian, away.toString());
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
