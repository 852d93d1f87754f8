package io.tallystick.gateway.erasure.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.common.LedgerAnswers;
import io.tallystick.gateway.erasure.app.EraseRecord;
import io.tallystick.gateway.erasure.app.RecordErasures.Ground;
import io.tallystick.gateway.erasure.app.RecordErasures.Standing;
import io.tallystick.gateway.erasure.app.ShowRecord;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/** Erasing a record, on one of the grounds that the law knows. */
@Path("/records")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {

  private static final String[] CLERKS = {
    "records-publisher", "registration-clerk", "privacy-officer"
  };

  /**
   * @param ground name of a {@link Ground}
   */
  public record Asked(String ground) {}

  /**
   * @param state {@code ERASED}: content and key are gone, whether the ledger has it or not
   * @param txid absent while the ledger hasn't answered
   */
  public record Erased(String recordId, String state, String txid) {}

  private final Caller caller;
  private final EraseRecord eraseRecord;
  private final ShowRecord showRecord;
  private final LedgerAnswers ledger;

  ErasureResource(
      Caller caller, EraseRecord eraseRecord, ShowRecord showRecord, LedgerAnswers ledger) {
    this.caller = caller;
    this.eraseRecord = eraseRecord;
    this.showRecord = showRecord;
    this.ledger = ledger;
  }

  @GET
  @Path("{recordId}")
  public Standing show(@PathParam("recordId") String recordId) {
    caller.requireStaff(CLERKS);
    return showRecord.show(recordId);
  }

  /** 200 once the ledger has it, also again; 202 before. */
  @POST
  @Path("{recordId}/erase")
  public Response erase(@PathParam("recordId") String recordId, Asked asked) {
    caller.requireStaff(CLERKS);
    var erasure = eraseRecord.erase(recordId, ground(asked), caller.subject());
    var txid =
        erasure.txid() != null
            ? erasure.txid()
            : ledger.await(erasure.opId()).map(LedgerReceipt::txid).orElse(null);
    return Response.status(txid == null ? 202 : 200)
        .entity(new Erased(recordId, "ERASED", txid))
        .build();
  }

  private static Ground ground(Asked asked) {
    return Arrays.stream(Ground.values())
        .filter(ground -> asked != null && ground.name().equals(asked.ground()))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badRequest("erasure.ground-missing", "a ground is one of " + grounds())
                    .exception());
  }

  private static String grounds() {
    return String.join(", ", Arrays.stream(Ground.values()).map(Enum::name).toList());
  }
}
