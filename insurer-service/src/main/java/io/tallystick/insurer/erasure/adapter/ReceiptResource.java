package io.tallystick.insurer.erasure.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.insurer.erasure.app.ListReceipts;
import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.kit.identity.Caller;
import io.tallystick.vocabulary.ledger.LedgerEntry.Receipt;
import io.tallystick.vocabulary.ledger.ReceiptStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** What this insurer owes, or has given, a receipt for. */
@Path("/receipts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReceiptResource {

  /**
   * @param status {@code MISSING}, {@code RETAINED} or {@code ERASED}
   * @param receipt the last one on the ledger, absent if none was given
   */
  public record Shown(
      String accessId,
      String custodian,
      String claimId,
      ReceiptStatus status,
      Instant owedSince,
      Receipt receipt) {}

  private final Caller caller;
  private final ListReceipts listReceipts;

  ReceiptResource(Caller caller, ListReceipts listReceipts) {
    this.caller = caller;
    this.listReceipts = listReceipts;
  }

  @GET
  public List<Shown> receipts() {
    caller.requireStaff("adjudicator", "plan-manager");
    return listReceipts.list().stream().map(ReceiptResource::shown).toList();
  }

  private static Shown shown(AccessStanding standing) {
    var access = standing.access();
    return new Shown(
        access.accessId(),
        access.custodian(),
        access.claimId(),
        standing.receipt(),
        standing.owedSince(),
        access.receipt());
  }
}
