package io.tallystick.insurer.memberview.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.memberview.app.FindClaims;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.money.Money;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;

/** Claims and explanations of benefit for members, and for the adjudicators. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MemberViewResource {

  /**
   * @param state as on the ledger, absent if the own copy of the chain lacks it
   * @param stage where it is on this payer's desk
   * @param paid absent until decided, like {@code patientOwes} and {@code outcome}
   */
  public record ClaimView(
      String claimId,
      String payer,
      String provider,
      String memberId,
      String plan,
      LocalDate serviceDate,
      Money total,
      String state,
      String stage,
      String outcome,
      String pendReason,
      Instant deadline,
      Money paid,
      Money patientOwes,
      Instant updatedAt) {}

  private final Caller caller;
  private final TallystickConfig config;
  private final FindClaims findClaims;
  private final LedgerView ledger;
  private final FhirJson fhir;

  public MemberViewResource(
      Caller caller,
      TallystickConfig config,
      FindClaims findClaims,
      LedgerView ledger,
      FhirJson fhir) {
    this.caller = caller;
    this.config = config;
    this.findClaims = findClaims;
    this.ledger = ledger;
    this.fhir = fhir;
  }

  @GET
  @Path("me/claims")
  public List<ClaimView> mine() {
    caller.requirePatient();
    return findClaims.ofSubject(caller.subject()).stream().map(this::view).toList();
  }

  @GET
  @Path("claims/{claimId}")
  public ClaimView one(@PathParam("claimId") String claimId) {
    caller.requireStaff("adjudicator");
    return findClaims
        .one(caller, claimId)
        .map(found -> view(found.file()))
        .orElseThrow(() -> Problem.notFound("claim.unknown", "no such claim").exception());
  }

  /** A searchset of one ExplanationOfBenefit, or of none while the claim isn't decided. */
  @GET
  @Path("fhir/ExplanationOfBenefit")
  @Produces(FhirJson.MEDIA_TYPE)
  public byte[] explanation(@QueryParam("claim") String claimId) {
    caller.require(
        caller.isPatient() || caller.isStaff("adjudicator"), "needs a member or an adjudicator");
    if (claimId == null) {
      throw Problem.badRequest("claim.missing", "say which claim: ?claim=").exception();
    }
    var found = findClaims.one(caller, claimId);
    var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    found
        .flatMap(f -> f.answer().map(answer -> Eob.of(f, answer)))
        .ifPresent(eob -> bundle.addEntry().setResource(eob));
    bundle.setTotal(bundle.getEntry().size());
    return fhir.encode(bundle);
  }

  private ClaimView view(CaseFile file) {
    var entry = ledger.entry(LedgerKeys.claim(file.claimId()), LedgerEntry.Claim.class);
    var decided = entry.filter(e -> e.outcome() != null);
    return new ClaimView(
        file.claimId(),
        config.org().id(),
        file.provider(),
        file.memberId().orElse(null),
        file.plan().orElse(null),
        file.serviceDate(),
        file.total(),
        entry.map(e -> e.state().name()).orElse(null),
        file.stage().name(),
        decided.map(e -> e.outcome().name()).orElse(null),
        file.pendReason().map(Enum::name).orElse(null),
        file.pendReason().flatMap(r -> file.deadline()).orElse(null),
        decided.flatMap(e -> file.paid()).orElse(null),
        decided.flatMap(e -> file.patient()).orElse(null),
        file.changedAt());
  }
}
