package io.tallystick.cli.demo.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.http.Reply;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** A hospital's billing system submits one claim, again under the same number if it must. */
public final class SendClaim {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Town town;
  private final String run;

  /**
   * @param run tells this run's claim numbers from those of runs before it
   */
  public SendClaim(Town town, String run) {
    this.town = town;
    this.run = run;
  }

  public SentClaim send(ImportedClaim claim, long scheduledNanos) {
    try {
      var reply = persist(claim.hospital(), claim.numbered(number(claim), bill(claim)));
      var id = claimId(reply);
      return sent(claim, scheduledNanos, id, id.isPresent() ? null : reply.why());
    } catch (UncheckedIOException notReached) {
      return sent(claim, scheduledNanos, Optional.empty(), notReached.getMessage());
    }
  }

  private SentClaim sent(
      ImportedClaim claim, long scheduledNanos, Optional<String> claimId, String problem) {
    var answered = System.nanoTime();
    return new SentClaim(
        claim, number(claim), bill(claim), scheduledNanos, answered, claimId, problem);
  }

  /** Submits a claim as it is, once. */
  public Reply submit(String hospital, ObjectNode claim) {
    var url = town.at().claims(hospital) + "/fhir/Claim";
    return town.api().post(url, town.billing(hospital), Api.FHIR, claim);
  }

  private String number(ImportedClaim claim) {
    return "C-" + run + "-" + claim.syntheaId();
  }

  private String bill(ImportedClaim claim) {
    return "B-" + run + "-" + claim.syntheaId();
  }

  /** A lost answer says nothing of the claim: its number makes asking again harmless. */
  private Reply persist(String hospital, ObjectNode claim) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        var reply = submit(hospital, claim);
        if (reply.status() < 500 || System.nanoTime() > until) return reply;
      } catch (UncheckedIOException notReached) {
        if (System.nanoTime() > until) throw notReached;
      }
      pause();
    }
  }

  private static Optional<String> claimId(Reply reply) {
    if (reply.code().equals("claim.duplicate")) {
      return Optional.of(reply.body().path("claimId").asText());
    }
    if (!reply.ok()) return Optional.empty();
    return reply
        .headers()
        .firstValue("Location")
        .map(location -> location.substring(location.lastIndexOf('/') + 1));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
