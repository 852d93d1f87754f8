package io.tallystick.claims.observer.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.observer.app.WatchAccesses;
import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * For the Authority: receipts that are missing, emergencies and their reviews. No patient in it.
 */
@Path("/oversight")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OversightResource {

  private static final Duration SOON = Duration.ofMinutes(1);

  /**
   * @param owedSince when the consent was revoked, or an emergency found unjustified
   */
  public record MissingReceipt(
      String accessId, String custodian, String grantee, String purpose, Instant owedSince) {}

  /**
   * @param late told to the ledger more than a minute after the release
   * @param overdue not reviewed until {@code reviewBy}
   * @param verdict absent until reviewed
   */
  public record EmergencyRelease(
      String accessId,
      String custodian,
      String grantee,
      Instant releasedAt,
      Instant toldAt,
      boolean late,
      Instant reviewBy,
      boolean overdue,
      Verdict verdict) {}

  private final WatchAccesses watchAccesses;
  private final Clock clock;

  OversightResource(WatchAccesses watchAccesses, Clock clock) {
    this.watchAccesses = watchAccesses;
    this.clock = clock;
  }

  @GET
  @Path("missing-receipts")
  public List<MissingReceipt> missingReceipts() {
    return watchAccesses.missingReceipts().stream().map(OversightResource::missing).toList();
  }

  @GET
  @Path("break-glass")
  public List<EmergencyRelease> breakGlass() {
    return watchAccesses.breakGlass().stream().map(this::released).toList();
  }

  private static MissingReceipt missing(AccessStanding standing) {
    var access = standing.access();
    return new MissingReceipt(
        access.accessId(),
        access.custodian(),
        access.grantee(),
        access.purpose(),
        standing.owedSince());
  }

  private EmergencyRelease released(AccessStanding standing) {
    var access = standing.access();
    var glass = access.breakGlass();
    return new EmergencyRelease(
        access.accessId(),
        access.custodian(),
        access.grantee(),
        glass.releasedAt(),
        access.at(),
        access.at().isAfter(glass.releasedAt().plus(SOON)),
        glass.reviewBy(),
        glass.overdue(clock.instant()),
        glass.review() == null ? null : glass.review().verdict());
  }
}
