package io.tallystick.gateway.breakglass.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.gateway.breakglass.app.BreakGlassPolicy;
import io.tallystick.gateway.breakglass.app.Custodians;
import io.tallystick.gateway.breakglass.domain.EmergencyRelease;
import io.tallystick.kit.http.BoundedAnswer;
import io.tallystick.kit.identity.ServiceTokens;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks at the endpoint that the custodian's org entry names on the ledger, with a service token.
 */
@ApplicationScoped
class HttpCustodians implements Custodians {

  private static final Logger LOG = Logger.getLogger(HttpCustodians.class);

  private final Orgs orgs;
  private final ServiceTokens tokens;
  private final BreakGlassPolicy policy;
  private final HttpClient http;

  HttpCustodians(Orgs orgs, ServiceTokens tokens, BreakGlassPolicy policy) {
    this.orgs = orgs;
    this.tokens = tokens;
    this.policy = policy;
    this.http = HttpClient.newBuilder().connectTimeout(policy.answerWithin()).build();
  }

  @Override
  public EmergencyRelease ask(String custodian, String sealed) {
    try {
      var request = request(custodian, sealed);
      return taken(BoundedAnswer.of(http, request, policy.answerLimit(), policy.answerWithin()));
    } catch (IOException away) {
      LOG.warnf("custodian %s not reached: %s", custodian, away.getClass().getSimpleName());
      throw unreachable();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw unreachable();
    }
  }

  private HttpRequest request(String custodian, String sealed) {
    var endpoint = orgs.byId(custodian).orElseThrow().endpoint().replaceAll("/+$", "");
    return HttpRequest.newBuilder(URI.create(endpoint + "/break-glass/releases"))
        .timeout(policy.answerWithin())
        .header("Authorization", "Bearer " + tokens.bearerFor(custodian))
        .header("Content-Type", "application/jose")
        .POST(BodyPublishers.ofString(sealed))
        .build();
  }

  private static EmergencyRelease taken(HttpResponse<Optional<String>> answer) {
    var body = answer.body().orElseThrow(HttpCustodians::unreachable);
    int status = answer.statusCode();
    if (status != 200) throw status < 500 ? refused(status, body) : unreachable();
    try {
      return CanonicalJson.read(body, EmergencyRelease.class);
    } catch (CanonicalJson.MalformedJson notARelease) {
      LOG.warnf("a custodian's answer to a break-glass request isn't one");
      throw unreachable();
    }
  }

  /** A refusal that is about the patient or the request is passed on with its code. */
  private static RuntimeException refused(int status, String body) {
    try {
      var code = CanonicalJson.read(body, JsonNode.class).path("code").asText();
      boolean known = code.matches("(break-glass|patient|record|release)\\.[a-z-]{1,40}");
      if (known) {
        return Problem.of(status, code, "the custodian says so").exception();
      }
    } catch (CanonicalJson.MalformedJson notAProblem) {
      // Said below.
    }
    LOG.warnf("a custodian refused a break-glass request with %d", status);
    return unreachable();
  }

  private static RuntimeException unreachable() {
    return Problem.unavailable("custodian.unreachable", "the other hospital gives no answer now")
        .exception();
  }
}
