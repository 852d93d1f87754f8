package io.tallystick.claims;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.observe.Traceparent;
import io.tallystick.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.jboss.logging.Logger;

/** HTTP to the institution's own hospital-gateway, which holds its patient registry. */
@Singleton
public class OwnGateway {

  private static final Logger LOG = Logger.getLogger(OwnGateway.class);
  private static final int OK = 200;

  private final Optional<URI> base;
  private final ClaimsConfig config;
  private final HttpClient client;
  private final ObjectMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  OwnGateway(TallystickConfig institution, ClaimsConfig config) {
    this.base = institution.institution().hospitalGatewayUrl();
    this.config = config;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.gatewayTimeout())
            .build();
  }

  /** False at an institution that treats no patients. */
  public boolean exists() {
    return base.isPresent();
  }

  /**
   * @param path starting with a slash
   * @param token bearer token of the service or of the patient
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code institution.unavailable} for
   *     anything but a 200 of that shape
   */
  public <T> T get(String path, String token, Class<T> type) {
    return ask(request(path, token).build(), type);
  }

  /**
   * Asks with a body what a URL may not tell; otherwise as {@link #get}.
   *
   * @param question becomes JSON
   */
  public <T> T post(String path, String token, Record question, Class<T> type) {
    try {
      var body = BodyPublishers.ofByteArray(json.writeValueAsBytes(question));
      var request = request(path, token).header("Content-Type", "application/json").POST(body);
      return ask(request.build(), type);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException(unwritable);
    }
  }

  private HttpRequest.Builder request(String path, String token) {
    var request =
        HttpRequest.newBuilder(URI.create(base.orElseThrow() + path))
            .timeout(config.gatewayTimeout())
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json");
    var trace = Traceparent.current();
    return trace == null ? request : request.header("traceparent", trace);
  }

  private <T> T ask(HttpRequest request, Class<T> type) {
    try {
      var response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() == OK) return json.readValue(response.body(), type);
      LOG.warnf("hospital-gateway answers %d", (Object) response.statusCode());
    } catch (JsonProcessingException odd) {
      LOG.warn("hospital-gateway answers in a shape that isn't understood");
    } catch (IOException down) {
      LOG.warnf("hospital-gateway: %s", down.getClass().getSimpleName());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    throw Problem.unavailable(
            "institution.unavailable", "The institution's registry doesn't answer; try again.")
        .exception();
  }
}
