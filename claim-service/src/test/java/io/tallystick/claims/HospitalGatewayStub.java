package io.tallystick.claims;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tallystick.kit.fhir.claim.NamingSystems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Plays Riverside's hospital-gateway: it knows one patient by {@link ClaimJson#MRN}, whom user
 * {@code pat} may act for; {@link ClaimJson#DOWN_MRN} makes it fail.
 */
public class HospitalGatewayStub implements QuarkusTestResourceLifecycleManager {

  public static final String PATIENT_ID = "patient-77";

  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext("/patients/match", HospitalGatewayStub::patients);
    server.createContext("/me/patients", HospitalGatewayStub::mine);
    server.start();
    return Map.of(
        "tallystick.institution.hospital-gateway-url",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        // A busy machine's ledger is slow; what is tested is that its word is waited for.
        "tallystick.claims.finality-wait",
        "30s");
  }

  @Override
  public void stop() {
    if (server != null) server.stop(0);
  }

  private static void patients(HttpExchange call) throws IOException {
    var sought = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (subject(call).isEmpty() || sought.equals(asking(ClaimJson.DOWN_MRN))) {
      answer(call, 503, "{}");
    } else if (call.getRequestMethod().equals("POST") && sought.equals(asking(ClaimJson.MRN))) {
      answer(call, 200, "[{\"patientId\":\"" + PATIENT_ID + "\",\"more\":1}]");
    } else {
      answer(call, 200, "[]");
    }
  }

  private static String asking(String mrn) {
    return "{\"identifiers\":[{\"system\":\"%s\",\"value\":\"%s\"}]}"
        .formatted(NamingSystems.mrn("riverside"), mrn);
  }

  private static void mine(HttpExchange call) throws IOException {
    var pending = "{\"patientId\":null,\"name\":\"x\",\"enrolmentState\":\"PENDING\"}";
    var attested = "{\"patientId\":\"" + PATIENT_ID + "\",\"enrolmentState\":\"ATTESTED\"}";
    answer(call, 200, subject(call).equals("pat") ? "[" + pending + "," + attested + "]" : "[]");
  }

  /** The token's {@code sub}, unverified: that the token is forwarded is what tests look at. */
  private static String subject(HttpExchange call) {
    var header = call.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Bearer ")) return "";
    var claims =
        new String(Base64.getUrlDecoder().decode(header.split("\\.")[1]), StandardCharsets.UTF_8);
    return claims.replaceAll(".*\"sub\":\"([^\"]*)\".*", "$1");
  }

  private static void answer(HttpExchange call, int status, String json) throws IOException {
    var body = json.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(status, body.length);
    try (var out = call.getResponseBody()) {
      out.write(body);
    }
  }
}
