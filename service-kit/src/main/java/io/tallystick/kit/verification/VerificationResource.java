package io.tallystick.kit.verification;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The service's copy of the ledger, for {@code tallystick verify}. For the institution's own
 * services and, at the Authority, its regulators.
 */
@Path("/verification")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VerificationResource {

  private static final int MOST_ROWS = 1_000;

  /**
   * @param tables names of what can be asked for
   */
  public record Copies(String org, Witness witness, List<String> tables) {}

  public record Page(List<CopiedRow> rows) {}

  private final Map<String, LedgerCopy> copies;
  private final Transactions transactions;
  private final Caller caller;
  private final String org;

  VerificationResource(
      @All List<LedgerCopy> copies,
      Transactions transactions,
      Caller caller,
      TallystickConfig config) {
    this.copies = copies.stream().collect(Collectors.toMap(LedgerCopy::table, copy -> copy));
    this.transactions = transactions;
    this.caller = caller;
    this.org = config.org().id();
  }

  /** How far the chain was read, and what can be compared with it. */
  @GET
  public Copies copies() {
    caller.requireStaff("service", "regulator");
    return new Copies(
        org, transactions.inTransaction(Witness::of), copies.keySet().stream().sorted().toList());
  }

  /** One page of a table; an empty one is the end. */
  @GET
  @Path("{table}")
  public Page rows(
      @PathParam("table") String table,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("500") int limit) {
    caller.requireStaff("service", "regulator");
    var copy = copies.get(table);
    if (copy == null) throw Problem.notFound("copy.unknown", "no such table").exception();
    int most = Math.clamp(limit, 1, MOST_ROWS);
    return new Page(transactions.inTransaction(tx -> copy.rows(tx, after, most)));
  }
}
