package io.tallystick.claims.patientview.adapter;

import io.tallystick.claims.ClaimsConfig;
import io.tallystick.claims.patientview.app.FindMyClaims;
import io.tallystick.claims.status.app.ClaimChanges;
import io.tallystick.claims.status.domain.ClaimSummary;
import io.tallystick.kit.persistence.WakeUp;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Live claims. A stream ends after some minutes, as a token does: the browser connects again by
 * itself (HTML Living Standard §9.2), with a fresh one.
 */
@Singleton
class ClaimStreams {

  private static final Logger LOG = Logger.getLogger(ClaimStreams.class);
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final FindMyClaims findMyClaims;
  private final ClaimChanges changes;
  private final StreamPlaces places;
  private final ClaimsConfig config;
  private final Clock clock;

  ClaimStreams(
      FindMyClaims findMyClaims,
      ClaimChanges changes,
      StreamPlaces places,
      ClaimsConfig config,
      Clock clock) {
    this.findMyClaims = findMyClaims;
    this.changes = changes;
    this.places = places;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param subject who listens
   * @param patientIds whose claims, checked already
   * @throws io.tallystick.kit.problem.ProblemException 429 {@code stream.too-many}
   */
  void open(String subject, Set<String> patientIds, SseEventSink sink, Sse sse) {
    var place = places.take(subject);
    Thread.ofVirtual().name("claim-stream").start(() -> run(place, patientIds, sink, sse));
  }

  private void run(StreamPlaces.Place place, Set<String> patientIds, SseEventSink sink, Sse sse) {
    var bell = changes.watch();
    try (place;
        sink) {
      follow(patientIds, sink, sse, bell);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException lost) {
      LOG.debugf("claim stream ended: %s", lost.getClass().getSimpleName());
    } finally {
      changes.unwatch(bell);
    }
  }

  private void follow(Set<String> patientIds, SseEventSink sink, Sse sse, WakeUp bell)
      throws InterruptedException {
    var end = clock.instant().plus(LIFE);
    var sent = new HashMap<String, Instant>();
    findMyClaims.find(patientIds).forEach(claim -> sent.put(claim.claimId(), claim.updatedAt()));
    sink.send(sse.newEventBuilder().comment("open").build());
    while (!sink.isClosed() && clock.instant().isBefore(end)) {
      bell.await(config.streamLookAround());
      sendChanged(patientIds, sink, sse, sent);
    }
  }

  private void sendChanged(
      Set<String> patientIds, SseEventSink sink, Sse sse, Map<String, Instant> sent) {
    findMyClaims.find(patientIds).stream()
        .filter(claim -> !claim.updatedAt().equals(sent.get(claim.claimId())))
        .forEach(
            claim -> {
              sink.send(event(sse, claim)).toCompletableFuture().join();
              sent.put(claim.claimId(), claim.updatedAt());
            });
  }

  private static jakarta.ws.rs.sse.OutboundSseEvent event(Sse sse, ClaimSummary claim) {
    return sse.newEventBuilder()
        .name("claim")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(ClaimSummary.class, claim)
        .build();
  }
}
