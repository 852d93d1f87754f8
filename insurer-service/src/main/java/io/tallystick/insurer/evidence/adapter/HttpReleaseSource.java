package io.tallystick.insurer.evidence.adapter;

import io.tallystick.insurer.evidence.app.EvidencePolicy;
import io.tallystick.insurer.evidence.app.ReleaseSource;
import io.tallystick.insurer.evidence.app.Releases.Release;
import io.tallystick.kit.http.BoundedAnswer;
import io.tallystick.kit.identity.ServiceTokens;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.observe.Traceparent;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Fetches at the endpoint that the custodian's org entry names on the ledger, whatever an event
 * says, with this service's own token.
 */
@ApplicationScoped
class HttpReleaseSource implements ReleaseSource {

  private static final Logger LOG = Logger.getLogger(HttpReleaseSource.class);

  private final EvidencePolicy policy;
  private final Orgs orgs;
  private final ServiceTokens tokens;
  private final HttpClient http;

  HttpReleaseSource(EvidencePolicy policy, Orgs orgs, ServiceTokens tokens) {
    this.policy = policy;
    this.orgs = orgs;
    this.tokens = tokens;
    this.http = HttpClient.newBuilder().connectTimeout(policy.fetchTimeout()).build();
  }

  @Override
  public Fetched fetch(Release release) {
    var custodian = orgs.byId(release.custodian());
    if (custodian.isEmpty()) return new Fetched.Gone("release.custodian-unknown");
    try {
      var request = request(custodian.get().endpoint(), release);
      return fetched(
          release, BoundedAnswer.of(http, request, policy.fetchLimit(), policy.fetchTimeout()));
    } catch (IOException | ProblemException away) {
      return unreachable(release, away.toString());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Fetched.Unreachable();
    }
  }

  private static Fetched fetched(Release release, HttpResponse<Optional<String>> answer) {
    return switch (answer.statusCode()) {
      case 200 ->
          answer
              .body()
              .<Fetched>map(Fetched.Sealed::new)
              .orElseGet(() -> new Fetched.Gone("release.too-large"));
      case 404, 410 -> new Fetched.Gone("release.gone");
      default -> unreachable(release, "status " + answer.statusCode());
    };
  }

  private HttpRequest request(String endpoint, Release release) {
    var request =
        HttpRequest.newBuilder(URI.create(endpoint + "/releases/" + release.decisionId()))
            .header("Authorization", "Bearer " + tokens.bearerFor(release.custodian()))
            .header("Accept", "application/jose");
    var trace = Traceparent.current();
    return trace == null ? request.build() : request.header("traceparent", trace).build();
  }

  private static Fetched unreachable(Release release, String why) {
    LOG.infof("release %s not fetched yet: %s", release.decisionId(), why);
    return new Fetched.Unreachable();
  }
}
