package io.tallystick.insurer.evidence.adapter;

import io.tallystick.insurer.evidence.app.EvidencePolicy;
import io.tallystick.insurer.evidence.app.ReleaseSource;
import io.tallystick.insurer.evidence.app.Releases.Release;
import io.tallystick.kit.identity.ServiceTokens;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
      var answer = http.send(request(custodian.get().endpoint(), release), text());
      return switch (answer.statusCode()) {
        case 200 -> new Fetched.Sealed(answer.body());
        case 404, 410 -> new Fetched.Gone("release.gone");
        default -> unreachable(release, "status " + answer.statusCode());
      };
    } catch (IOException | ProblemException away) {
      return unreachable(release, away.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Fetched.Unreachable();
    }
  }

  private HttpRequest request(String endpoint, Release release) {
    return HttpRequest.newBuilder(URI.create(endpoint + "/releases/" + release.decisionId()))
        .timeout(policy.fetchTimeout())
        .header("Authorization", "Bearer " + tokens.bearer())
        .header("Accept", "application/jose")
        .build();
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static Fetched unreachable(Release release, String why) {
    LOG.infof("release %s not fetched yet: %s", release.decisionId(), why);
    return new Fetched.Unreachable();
  }
}
