package io.tallystick.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.synthea.Fhir;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Hands lines to a hospital-gateway as its source system would, and follows them to the ledger. */
final class MeasurePublish {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int LINES_A_PART = 5_000;

  private final Town town;
  private final String hospital;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  MeasurePublish(Town town, String hospital) {
    this.town = town;
    this.hospital = hospital;
  }

  /** Sends all lines, in parts, and waits until every record's root is on the ledger. */
  PublishMeasured run(List<String> lines) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var place = "/bulk/imports/" + post("/bulk/imports").path("importId").asText();
    long bytes = 0;
    for (int from = 0; from < lines.size(); from += LINES_A_PART) {
      var part = lines.subList(from, Math.min(lines.size(), from + LINES_A_PART));
      bytes += put(place + "/parts/" + from, String.join("\n", part));
    }
    double received = since(begun);
    post(place + "/start");
    double stored = 0;
    var status = get(place);
    while (!status.path("state").asText().equals("DONE")) {
      if (since(begun) > LIMIT.toSeconds()) throw new IOException("not done: " + status);
      if (stored == 0 && status.path("waiting").asLong() == 0) stored = since(begun);
      Thread.sleep(LOOK);
      status = get(place);
    }
    double finished = since(begun);
    return new PublishMeasured(
        status.path("lines").asLong(),
        bytes,
        status.path("refused").asLong(),
        status.path("records").asLong(),
        received,
        stored == 0 ? finished : stored,
        finished);
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private long put(String path, String body) throws IOException, InterruptedException {
    var publisher = BodyPublishers.ofString(body);
    send(request(path).header("Content-Type", "application/fhir+ndjson").PUT(publisher).build());
    return publisher.contentLength();
  }

  private JsonNode post(String path) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.noBody()).build());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(town.at().gateway(hospital) + path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + town.ehr(hospital));
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofByteArray());
    var body = Fhir.JSON.readTree(answer.body());
    if (answer.statusCode() / 100 == 2) return body;
    throw new IOException(request.uri() + ": " + answer.statusCode() + " " + body.path("code"));
  }
}
