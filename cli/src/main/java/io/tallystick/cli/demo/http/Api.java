package io.tallystick.cli.demo.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tallystick.cli.demo.synthea.Fhir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The public HTTP APIs as any outsider calls them: JSON and a bearer token. */
public final class Api {

  public static final String JSON = "application/json";
  public static final String FHIR = "application/fhir+json";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  // HTTP/1.1: an upgrade attempt to HTTP/2 on every connection costs a round trip.
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  public Reply get(String url, String token) {
    return send(request(url, token).GET().build());
  }

  public Reply post(String url, String token, String contentType, JsonNode body) {
    return send(
        request(url, token)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(Fhir.bytes(body)))
            .build());
  }

  /** As browsers submit forms; OpenID Connect's token endpoint takes nothing else. */
  public Reply form(String url, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpRequest.Builder request(String url, String token) {
    var builder = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
    return token == null ? builder : builder.header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response.headers(), json(response));
    } catch (IOException e) {
      throw new UncheckedIOException(
          request.method()
              + " "
              + request.uri()
              + " got no answer ("
              + e.getClass().getSimpleName()
              + ")",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    var type = response.headers().firstValue("Content-Type").orElse("");
    return response.body().length == 0 || !type.contains("json")
        ? MissingNode.getInstance()
        : Fhir.JSON.readTree(response.body());
  }
}
