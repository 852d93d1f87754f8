package io.tallystick.gateway.accesses.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.accesses.app.ListAccesses;
import io.tallystick.gateway.accesses.app.ListAccesses.Listed;
import io.tallystick.gateway.accesses.domain.MadeAccess;
import io.tallystick.gateway.consents.app.ShowPaper;
import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.kit.identity.Caller;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerEntry.BreakGlass;
import io.tallystick.vocabulary.ledger.LedgerEntry.Duties;
import io.tallystick.vocabulary.ledger.LedgerEntry.Receipt;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.ReceiptStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who asked for a patient's records, and what they got. */
@Path("/")
@RunOnVirtualThread
public class AccessResource {

  /**
   * @param headId the consent that it was decided under, absent if there was none
   * @param reason of a denial
   * @param released how many resources left
   * @param withheld how many of those asked for did not
   * @param receiptStatus what the recipient owes since {@code owedSince}, and its last receipt
   * @param basis of a permit: {@code KEY}, or {@code PAPER}, which is weaker
   * @param breakGlass present where no consent was asked: until when a review is owed, and the
   *     review
   * @param duties what the consent asks of the recipient, as the ledger has it; absent if nothing
   */
  public record AccessShown(
      String accessId,
      boolean permitted,
      String grantee,
      String purpose,
      String claimId,
      String headId,
      Long headVersion,
      DenialReason reason,
      int released,
      int withheld,
      Instant at,
      String txid,
      ReceiptStatus receiptStatus,
      Instant owedSince,
      Receipt receipt,
      BreakGlass breakGlass,
      boolean reviewOverdue,
      String basis,
      Duties duties) {}

  private final Caller caller;
  private final ListAccesses listAccesses;
  private final ShowPaper showPaper;
  private final Clock clock;

  AccessResource(Caller caller, ListAccesses listAccesses, ShowPaper showPaper, Clock clock) {
    this.caller = caller;
    this.listAccesses = listAccesses;
    this.showPaper = showPaper;
    this.clock = clock;
  }

  @GET
  @Path("me/accesses")
  @Produces(MediaType.APPLICATION_JSON)
  public List<AccessShown> accesses(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    var listed = listAccesses.list(caller.subject(), patientId);
    var onPaper = showPaper.versions(patientId);
    return listed.stream().map(each -> shown(each, basis(each.made(), onPaper))).toList();
  }

  private static String basis(MadeAccess made, Set<ShowPaper.Version> onPaper) {
    if (!made.permitted() || made.headVersion() == null) return null;
    var rests = new ShowPaper.Version(made.headId(), made.headVersion());
    return onPaper.contains(rests) ? "PAPER" : "KEY";
  }

  private AccessShown shown(Listed listed, String basis) {
    var made = listed.made();
    var standing = listed.standing();
    var access = standing.map(AccessStanding::access);
    var breakGlass = access.map(LedgerEntry.Access::breakGlass);
    return new AccessShown(
        made.accessId(),
        made.permitted(),
        made.grantee(),
        made.purpose(),
        made.claimId(),
        made.headId(),
        made.headVersion(),
        made.reason(),
        made.released(),
        made.withheld(),
        made.at(),
        made.txid(),
        standing.map(AccessStanding::receipt).orElse(ReceiptStatus.NOT_OWED),
        standing.map(AccessStanding::owedSince).orElse(null),
        access.map(LedgerEntry.Access::receipt).orElse(null),
        breakGlass.orElse(null),
        breakGlass.filter(glass -> glass.overdue(clock.instant())).isPresent(),
        basis,
        access.map(LedgerEntry.Access::duties).orElse(null));
  }
}
