package io.tallystick.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for the institutions' services on loopback: canned answers, and what was asked. */
public class StubServices implements QuarkusTestResourceLifecycleManager {

  record Asked(String method, String path, String query, String authorization, String body) {}

  record Answer(int status, String body) {}

  static final List<Asked> ASKED = new CopyOnWriteArrayList<>();
  private static final Map<String, Answer> OVERRIDES = new ConcurrentHashMap<>();

  private static HttpServer server;

  static String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.createContext("/", StubServices::answer);
    server.start();
    var url = url();
    return Map.of(
        "quarkus.oidc.patients.auth-server-url", url + "/realms/patients",
        "tallystick.portal.riverside.hospital-gateway-url", url + "/riverside",
        "tallystick.portal.riverside.claim-service-url", url + "/riverside",
        "tallystick.portal.summit.hospital-gateway-url", url + "/summit",
        "tallystick.portal.summit.claim-service-url", url + "/summit",
        "tallystick.portal.harbor.insurer-service-url", url + "/harbor",
        "tallystick.portal.authority.claim-service-url", url + "/authority");
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  static void forget() {
    ASKED.clear();
    OVERRIDES.clear();
  }

  /**
   * @param request method and path, e.g. {@code GET /riverside/me/patients}
   */
  static void when(String request, int status, String body) {
    OVERRIDES.put(request, new Answer(status, body));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var method = exchange.getRequestMethod();
    var token = exchange.getRequestHeaders().getFirst("Authorization");
    ASKED.add(new Asked(method, path, exchange.getRequestURI().getRawQuery(), token, body));
    var answer = OVERRIDES.getOrDefault(method + " " + path, canned(method + " " + path));
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    var type = answer.status() < 300 ? "application/json" : "application/problem+json";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Answer canned(String request) {
    var known = CannedAnswers.BY_REQUEST.get(request);
    if (known != null) return new Answer(200, known);
    return new Answer(404, "{\"code\":\"not.found\",\"title\":\"Not found\",\"status\":404}");
  }
}
