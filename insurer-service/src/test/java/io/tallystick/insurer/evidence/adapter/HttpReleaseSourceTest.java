package io.tallystick.insurer.evidence.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tallystick.insurer.evidence.app.EvidencePolicy;
import io.tallystick.insurer.evidence.app.ReleaseSource.Fetched;
import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.org.Org;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpReleaseSourceTest {

  private static final int LIMIT = 4096;

  private HttpServer gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/releases/",
        call -> {
          var id = call.getRequestURI().getPath().substring("/releases/".length());
          boolean known = "Bearer t0ken".equals(call.getRequestHeaders().getFirst("Authorization"));
          int status = known ? Integer.parseInt(id) : 401;
          var body = "a.b.c.d.e".getBytes(StandardCharsets.US_ASCII);
          call.sendResponseHeaders(status, body.length);
          try (var out = call.getResponseBody()) {
            out.write(body);
          }
        });
    gateway.createContext("/releases/slow", call -> trickle(call));
    gateway.createContext("/releases/large", call -> endless(call));
    gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    gateway.start();
  }

  /** The headers at once, then a byte now and then. */
  private static void trickle(HttpExchange call) throws IOException {
    call.sendResponseHeaders(200, 0);
    try (var out = call.getResponseBody()) {
      for (int i = 0; i < 100; i++) {
        out.write('a');
        out.flush();
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  /** Far more than the limit, until the reader hangs up. */
  private static void endless(HttpExchange call) throws IOException {
    call.sendResponseHeaders(200, 0);
    try (var out = call.getResponseBody()) {
      for (int i = 0; i < 100_000; i++) out.write(new byte[LIMIT]);
    }
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void a_release_comes_from_the_endpoint_on_the_ledger_with_the_own_token() {
    assertThat(fetch("200")).isEqualTo(new Fetched.Sealed("a.b.c.d.e"));
  }

  @Test
  void what_expired_is_gone_and_what_fails_is_tried_again() {
    assertThat(fetch("410")).isEqualTo(new Fetched.Gone("release.gone"));
    assertThat(fetch("503")).isEqualTo(new Fetched.Unreachable());
    gateway.stop(0);
    assertThat(fetch("200")).isEqualTo(new Fetched.Unreachable());
  }

  @Test
  @Timeout(60)
  void a_body_that_trickles_is_given_up_in_time() {
    assertThat(fetch("slow", Duration.ofSeconds(1))).isEqualTo(new Fetched.Unreachable());
  }

  @Test
  @Timeout(60)
  void a_release_beyond_the_limit_is_not_read_on() {
    assertThat(fetch("large")).isEqualTo(new Fetched.Gone("release.too-large"));
  }

  private Fetched fetch(String decisionId) {
    return fetch(decisionId, Duration.ofSeconds(30));
  }

  private Fetched fetch(String decisionId, Duration patience) {
    var release =
        new Releases.Release(
            decisionId, "c", "riverside", Instant.MAX, 1, 0, Releases.State.DUE, 0, null);
    return new HttpReleaseSource(policy(patience), new OneOrg(gateway), org -> "t0ken")
        .fetch(release);
  }

  private static EvidencePolicy policy(Duration patience) {
    return (EvidencePolicy)
        Proxy.newProxyInstance(
            EvidencePolicy.class.getClassLoader(),
            new Class<?>[] {EvidencePolicy.class},
            (proxy, method, arguments) -> method.getReturnType() == int.class ? LIMIT : patience);
  }

  private record OneOrg(HttpServer gateway) implements Orgs {
    @Override
    public Optional<Org> byId(String orgId) {
      var endpoint = "http://127.0.0.1:" + gateway.getAddress().getPort();
      return Optional.of(
          new Org(
              orgId,
              "RiversideMSP",
              Org.Role.HOSPITAL,
              null,
              null,
              null,
              endpoint,
              Org.Status.ACTIVE,
              1));
    }

    @Override
    public Optional<Org> byMsp(String mspId) {
      return Optional.empty();
    }

    @Override
    public Optional<Org> byIssuer(String issuer) {
      return Optional.empty();
    }

    @Override
    public List<Org> active() {
      return List.of();
    }
  }
}
