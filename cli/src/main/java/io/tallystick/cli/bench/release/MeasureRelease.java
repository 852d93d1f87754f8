package io.tallystick.cli.bench.release;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a fixed rate, whether or not earlier releases are done: a FHIR Task that a standing
 * consent answers at once, then the release itself, opened and each leaf followed to its root.
 */
final class MeasureRelease {

  /**
   * Nanoseconds from the moment it was due.
   *
   * @param decided the permit was on the ledger and the answer here
   * @param fetched the sealed package was here
   * @param opened it was opened and followed to its roots
   */
  record Took(long decided, long fetched, long opened) {}

  private static final String RELEASE = "/output/0/valueReference/reference";
  private static final Duration AGAIN = Duration.ofMillis(10);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Scene scene;
  private final ECKey key;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param key the grantee's private encryption key
   */
  MeasureRelease(Scene scene, ECKey key) {
    this.scene = scene;
    this.key = key;
  }

  List<Took> run(double perSecond, Duration duration) throws InterruptedException {
    int count = (int) Math.max(1, Math.round(perSecond * duration.toMillis() / 1000));
    var start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Took>>();
      for (int i = 0; i < count; i++) {
        var due = start + (long) (i * 1e9 / perSecond);
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        running.add(threads.submit(() -> release(due)));
      }
      var took = new ArrayList<Took>();
      for (var one : running) took.add(one.get());
      return took;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a release failed", failed.getCause());
    }
  }

  private Took release(long due) throws IOException, InterruptedException {
    var url = releaseUrl(due);
    var decided = System.nanoTime();
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + scene.token())
            .header("Accept", "application/jose")
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("a release was answered with " + answer.statusCode());
    }
    var fetched = System.nanoTime();
    var opened = ReceivedPackage.open(answer.body(), key);
    if (opened.leaves().size() != scene.resources()) {
      throw new IllegalStateException(
          "%d of %d resources".formatted(opened.leaves().size(), scene.resources()));
    }
    return new Took(decided - due, fetched - due, System.nanoTime() - due);
  }

  /** A Task whose permit took longer than its answer is asked for again, as a client does. */
  private String releaseUrl(long due) throws InterruptedException {
    var task = scene.ask();
    while (task.at(RELEASE).isMissingNode()) {
      if (System.nanoTime() - due > LIMIT.toNanos()) {
        throw new IllegalStateException(
            "a Task was not answered: " + task.at("/businessStatus/text").asText());
      }
      Thread.sleep(AGAIN);
      task = scene.again(task.path("id").asText());
    }
    return task.at(RELEASE).asText();
  }
}
