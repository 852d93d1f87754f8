package io.tallystick.insurer.appeals.adapter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.insurer.appeals.app.DecideAppeal;
import io.tallystick.insurer.appeals.app.ShowAppeals;
import io.tallystick.insurer.appeals.app.ShowAppeals.Detail;
import io.tallystick.kit.fhir.ForeignJson;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.problem.FreeText;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.money.Money;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ClaimResponse.ItemComponent;
import org.hl7.fhir.r4.model.Coding;

/** Appeals to this payer, for its adjudicators. */
@Path("/appeals")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AppealResource {

  private static final Duration FINALITY = Duration.ofSeconds(5);

  public record Entry(
      String claimId, String provider, String appealedBy, Instant arrivedAt, Money total) {}

  /**
   * @param appeal as it was written
   */
  public record File(
      String claimId,
      String provider,
      String appealedBy,
      Instant arrivedAt,
      String state,
      @JsonRawValue String appeal,
      List<Line> lines) {}

  /**
   * @param reasonCodes CARC codes of the contested answer
   */
  public record Line(
      int sequence, String service, Money charged, boolean denied, List<String> reasonCodes) {}

  /**
   * @param grant lines that are covered after all, by sequence; empty upholds every denial
   * @param note the reasons, told to provider and patient
   */
  public record Ruling(Set<Integer> grant, String note) {}

  /**
   * @param txid absent while the ledger hasn't answered yet; it goes on by itself
   */
  public record Decided(String claimId, String state, String txid) {}

  private final Caller caller;
  private final ShowAppeals showAppeals;
  private final DecideAppeal decideAppeal;
  private final LedgerCommands commands;

  public AppealResource(
      Caller caller, ShowAppeals showAppeals, DecideAppeal decideAppeal, LedgerCommands commands) {
    this.caller = caller;
    this.showAppeals = showAppeals;
    this.decideAppeal = decideAppeal;
    this.commands = commands;
  }

  @GET
  public List<Entry> waiting() {
    caller.requireStaff("adjudicator");
    return showAppeals.waiting().stream()
        .map(
            it ->
                new Entry(
                    it.file().claimId(),
                    it.file().provider(),
                    it.appeal().appealedBy(),
                    it.appeal().arrivedAt(),
                    it.file().total()))
        .toList();
  }

  @GET
  @Path("{claimId}")
  public File file(@PathParam("claimId") String claimId) {
    caller.requireStaff("adjudicator");
    return showAppeals
        .detail(claimId)
        .map(AppealResource::file)
        .orElseThrow(
            () -> Problem.notFound("appeal.not-there", "there is no such appeal").exception());
  }

  /** 200 once the ledger has the decision, 202 if that takes longer; it is settled next. */
  @POST
  @Path("{claimId}/decide")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response decide(@PathParam("claimId") String claimId, Ruling ruling) {
    caller.requireStaff("adjudicator");
    if (ruling == null || ruling.grant() == null || ruling.grant().contains(null)) {
      throw Problem.badRequest("appeal.incomplete", "say which lines are granted, or none: []")
          .exception();
    }
    var words = FreeText.note(ruling.note());
    return concluded(
        claimId, decideAppeal.decide(claimId, ruling.grant(), caller.username(), words));
  }

  private Response concluded(String claimId, String opId) {
    return commands
        .awaitReceipt(opId, FINALITY)
        .map(receipt -> Response.ok(new Decided(claimId, "DECIDED", receipt.txid())).build())
        .orElseGet(() -> Response.accepted(new Decided(claimId, "DECIDING", null)).build());
  }

  private static File file(Detail detail) {
    var answers =
        detail.answer().getItem().stream()
            .collect(Collectors.toMap(ItemComponent::getItemSequence, item -> item));
    return new File(
        detail.file().claimId(),
        detail.file().provider(),
        detail.appeal().appealedBy(),
        detail.appeal().arrivedAt(),
        detail.appeal().state().name(),
        ForeignJson.member(detail.document()),
        detail.billed().content().lines().stream().map(line -> line(line, answers)).toList());
  }

  private static Line line(SubmittedClaim.Line billed, Map<Integer, ItemComponent> answers) {
    var service = billed.services().getFirst();
    var answer = answers.get(billed.sequence());
    boolean denied =
        answer != null
            && answer.getAdjudication().stream()
                .flatMap(each -> each.getCategory().getCoding().stream())
                .anyMatch(coding -> "noncovered".equals(coding.getCode()));
    return new Line(
        billed.sequence(),
        service.display() == null ? service.code() : service.display(),
        billed.net(),
        denied,
        answer == null ? List.of() : reasons(answer));
  }

  private static List<String> reasons(ItemComponent answer) {
    return answer.getAdjudication().stream()
        .flatMap(each -> each.getReason().getCoding().stream())
        .map(Coding::getCode)
        .distinct()
        .toList();
  }
}
