package io.tallystick.gateway.consents.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.common.LedgerAnswers;
import io.tallystick.gateway.consents.adapter.ConsentResource.ConsentStatus;
import io.tallystick.gateway.consents.app.ListConsents;
import io.tallystick.gateway.consents.app.RecordPaperConsent;
import io.tallystick.gateway.consents.app.RevokeOnPaper;
import io.tallystick.gateway.consents.app.ShowPaper;
import io.tallystick.gateway.consents.app.SubmitConsentChange.Submission;
import io.tallystick.gateway.consents.domain.Scan;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.consent.ConsentStatement;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Consents on paper over HTTP: recorded by a clerk, shown to whom they are about. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PaperConsentResource {

  /**
   * @param signedOn the date beside the signature
   * @param scan base64 of a PDF, PNG or JPEG
   */
  public record PaperConsent(
      String patientId,
      String grantee,
      List<ConsentStatement> statements,
      int days,
      LocalDate signedOn,
      byte[] scan) {

    public PaperConsent {
      statements = statements == null ? List.of() : List.copyOf(statements);
    }
  }

  public record PaperRevocation(LocalDate signedOn, byte[] scan) {}

  private final Caller caller;
  private final RecordPaperConsent recordPaperConsent;
  private final RevokeOnPaper revokeOnPaper;
  private final ShowPaper showPaper;
  private final ListConsents listConsents;
  private final LedgerAnswers ledger;
  private final Clock clock;
  private final GatewayConfig limits;

  PaperConsentResource(
      Caller caller,
      RecordPaperConsent recordPaperConsent,
      RevokeOnPaper revokeOnPaper,
      ShowPaper showPaper,
      ListConsents listConsents,
      LedgerAnswers ledger,
      Clock clock,
      GatewayConfig limits) {
    this.caller = caller;
    this.recordPaperConsent = recordPaperConsent;
    this.revokeOnPaper = revokeOnPaper;
    this.showPaper = showPaper;
    this.listConsents = listConsents;
    this.ledger = ledger;
    this.clock = clock;
    this.limits = limits;
  }

  @POST
  @Path("paper-consents")
  public Response record(PaperConsent paper) {
    caller.requireStaff("registration-clerk");
    if (paper == null) throw Problem.badRequest("json.malformed", "no body").exception();
    var given =
        new RecordPaperConsent.Given(
            paper.patientId(),
            paper.grantee(),
            paper.statements(),
            paper.days(),
            signed(paper.signedOn()),
            scan(paper.scan()));
    return answer(recordPaperConsent.record(given, caller.username()), 201);
  }

  @POST
  @Path("paper-consents/{headId}/revoke")
  public Response revoke(@PathParam("headId") String headId, PaperRevocation paper) {
    caller.requireStaff("registration-clerk");
    if (paper == null) throw Problem.badRequest("json.malformed", "no body").exception();
    var scan = scan(paper.scan());
    var signedOn = signed(paper.signedOn());
    return answer(revokeOnPaper.revoke(headId, signedOn, scan, caller.username()), 200);
  }

  /** A patient's consents as a clerk sees them: which there are, without what they say. */
  @GET
  @Path("paper-consents")
  public List<ListConsents.Outline> ofPatient(@QueryParam("patient") String patientId) {
    caller.requireStaff("registration-clerk");
    return listConsents.outlines(patientId);
  }

  @GET
  @Path("paper-consents/{headId}/scan")
  @Produces({"application/pdf", "image/png", "image/jpeg", MediaType.APPLICATION_JSON})
  public Response scanForClerk(@PathParam("headId") String headId) {
    caller.requireStaff("registration-clerk");
    return shown(showPaper.forClerk(headId));
  }

  @GET
  @Path("me/consents/{headId}/scan")
  @Produces({"application/pdf", "image/png", "image/jpeg", MediaType.APPLICATION_JSON})
  public Response scanForPatient(@PathParam("headId") String headId) {
    caller.requirePatient();
    return shown(showPaper.forPatient(caller.subject(), headId));
  }

  private Response answer(Submission submission, int status) {
    var txid = ledger.await(submission.opId()).map(r -> r.txid()).orElse(null);
    return Response.status(txid == null ? 202 : status)
        .entity(new ConsentStatus(submission.headId(), submission.version(), txid))
        .build();
  }

  /** To be looked at, never run: a browser takes it for what it is. */
  private static Response shown(Scan scan) {
    return Response.ok(scan.content(), scan.mediaType())
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store")
        .build();
  }

  private LocalDate signed(LocalDate on) {
    // Somewhere the day has begun already.
    var tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    if (on == null || on.isAfter(tomorrow)) {
      throw Problem.unprocessable("paper.signed-on", "the day it was signed, not to come")
          .exception();
    }
    return on;
  }

  private Scan scan(byte[] content) {
    if (content != null && content.length > limits.largestScan()) {
      throw Problem.of(413, "paper.scan-too-large", "scan it with fewer dots").exception();
    }
    return Scan.of(content)
        .orElseThrow(
            () ->
                Problem.unprocessable("paper.scan-unusable", "a scan is a PDF, PNG or JPEG")
                    .exception());
  }
}
