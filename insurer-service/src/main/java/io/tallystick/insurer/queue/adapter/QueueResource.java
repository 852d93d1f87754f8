package io.tallystick.insurer.queue.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.plans.domain.ServiceCategories;
import io.tallystick.insurer.queue.app.AskMyself;
import io.tallystick.insurer.queue.app.DecideQueued;
import io.tallystick.insurer.queue.app.ShowQueue;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.problem.FreeText;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.kit.requester.Askers;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The adjudicators' queue. */
@Path("/queue")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QueueResource {

  private static final Duration FINALITY = Duration.ofSeconds(5);

  /**
   * @param lines lines that aren't named are allowed
   */
  public record Ruling(List<LineRuling> lines, String note) {}

  /**
   * @param decision {@code allow} or {@code deny}
   * @param carc with a denial only; 50, not medically necessary, if absent
   */
  public record LineRuling(int sequence, String decision, String carc) {}

  /**
   * @param txid absent while the ledger hasn't answered yet; it goes on by itself
   */
  public record Decided(String claimId, String state, String txid) {}

  /**
   * @param classes FHIR resource types
   */
  public record Wanted(List<String> classes) {}

  private static final Pattern RESOURCE_TYPE = Pattern.compile("[A-Z][A-Za-z]{1,60}");
  private static final int MOST_TYPES = 20;

  private final Caller caller;
  private final ShowQueue showQueue;
  private final DecideQueued decideQueued;
  private final AskMyself askMyself;
  private final ServiceCategories categories;
  private final LedgerCommands commands;

  public QueueResource(
      Caller caller,
      ShowQueue showQueue,
      DecideQueued decideQueued,
      AskMyself askMyself,
      ServiceCategories categories,
      LedgerCommands commands) {
    this.caller = caller;
    this.showQueue = showQueue;
    this.decideQueued = decideQueued;
    this.askMyself = askMyself;
    this.categories = categories;
    this.commands = commands;
  }

  @GET
  public List<QueueView.Entry> waiting() {
    caller.requireStaff("adjudicator");
    return showQueue.waiting().stream().map(QueueView::entry).toList();
  }

  @GET
  @Path("{claimId}")
  public QueueView.Case detail(@PathParam("claimId") String claimId) {
    caller.requireStaff("adjudicator");
    return showQueue
        .detail(claimId)
        .map(detail -> QueueView.detail(detail, categories))
        .orElseThrow(QueueResource::notQueued);
  }

  /** 200 once it is on the ledger, 202 if that takes longer. */
  @POST
  @Path("{claimId}/decide")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response decide(@PathParam("claimId") String claimId, Ruling ruling) {
    caller.requireStaff("adjudicator");
    var note = FreeText.note(ruling == null ? null : ruling.note());
    return switch (decideQueued.decide(claimId, denied(ruling), caller.username(), note)) {
      case DecideQueued.Outcome.Sent(var opId) -> concluded(claimId, opId);
      case DecideQueued.Outcome.NotQueued() -> throw notQueued();
      case DecideQueued.Outcome.DecidedBefore() ->
          throw Problem.conflict("queue.decided", "somebody decided this claim before").exception();
      case DecideQueued.Outcome.UnknownLine(var sequence) ->
          throw Problem.unprocessable("queue.line-unknown", "the claim has no line " + sequence)
              .exception();
    };
  }

  /** 202: the custodian is asked in the adjudicator's own name; the claim comes back here. */
  @POST
  @Path("{claimId}/evidence")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response evidence(@PathParam("claimId") String claimId, Wanted wanted) {
    caller.requireStaff("adjudicator");
    var types = types(wanted);
    return switch (askMyself.ask(claimId, types, Askers.of(caller))) {
      case AskMyself.Outcome.Asked() ->
          Response.accepted(new Decided(claimId, "EVIDENCE_ASKED", null)).build();
      case AskMyself.Outcome.NotQueued() -> throw notQueued();
    };
  }

  private static Set<String> types(Wanted wanted) {
    var types = wanted == null || wanted.classes() == null ? List.<String>of() : wanted.classes();
    boolean sound =
        !types.isEmpty()
            && types.size() <= MOST_TYPES
            && types.stream().allMatch(t -> t != null && RESOURCE_TYPE.matcher(t).matches());
    if (sound) return Set.copyOf(types);
    throw Problem.badRequest("evidence.types", "classes names 1 to 20 FHIR resource types")
        .exception();
  }

  private Response concluded(String claimId, String opId) {
    return commands
        .awaitReceipt(opId, FINALITY)
        .map(receipt -> Response.ok(new Decided(claimId, "DECIDED", receipt.txid())).build())
        .orElseGet(() -> Response.accepted(new Decided(claimId, "DECIDING", null)).build());
  }

  private static Map<Integer, Carc> denied(Ruling ruling) {
    var denied = new TreeMap<Integer, Carc>();
    if (ruling == null || ruling.lines() == null) return denied;
    for (var line : ruling.lines()) {
      switch (line.decision() == null ? "" : line.decision()) {
        case "allow" -> {}
        case "deny" -> denied.put(line.sequence(), carc(line.carc()));
        default ->
            throw Problem.unprocessable("queue.decision-unknown", "a line is allowed or denied")
                .exception();
      }
    }
    return denied;
  }

  private static Carc carc(String code) {
    if (code == null || code.isBlank()) return Carc.NOT_NECESSARY;
    return Carc.of(code)
        .filter(Carc::deniesLine)
        .orElseThrow(
            () ->
                Problem.unprocessable("carc.unknown", "not a reason to deny a line here")
                    .exception());
  }

  private static ProblemException notQueued() {
    return Problem.notFound("queue.not-there", "this claim isn't in the queue").exception();
  }
}
