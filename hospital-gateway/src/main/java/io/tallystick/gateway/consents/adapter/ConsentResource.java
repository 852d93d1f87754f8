package io.tallystick.gateway.consents.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.common.LedgerAnswers;
import io.tallystick.gateway.consents.app.ConsentDrafts.Draft;
import io.tallystick.gateway.consents.app.DeclineRequest;
import io.tallystick.gateway.consents.app.DraftConsent;
import io.tallystick.gateway.consents.app.DraftRevocation;
import io.tallystick.gateway.consents.app.ListConsents;
import io.tallystick.gateway.consents.app.SubmitConsentChange;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A patient's consents over HTTP. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {

  /**
   * @param message the exact characters to sign, UTF-8, ES256
   * @param set what the head will hold; absent in a revocation
   * @param setText the set in the exact characters that the change's commitment is to, so that the
   *     signer can check what is signed; absent in a revocation
   * @param salt opens that commitment, 32 bytes; absent in a revocation
   */
  public record ToSign(
      String draftId,
      ConsentChange change,
      String message,
      ConsentSet set,
      String setText,
      byte[] salt) {}

  public record RequestStatus(String requestId, String state) {}

  public record Signed(String draftId, String signature) {}

  /**
   * @param txid absent while the ledger hasn't answered
   */
  public record ConsentStatus(String headId, long version, String txid) {}

  private final Caller caller;
  private final DraftConsent draftConsent;
  private final DraftRevocation draftRevocation;
  private final SubmitConsentChange submitConsentChange;
  private final ListConsents listConsents;
  private final DeclineRequest declineRequest;
  private final LedgerAnswers ledger;

  ConsentResource(
      Caller caller,
      DraftConsent draftConsent,
      DraftRevocation draftRevocation,
      SubmitConsentChange submitConsentChange,
      ListConsents listConsents,
      DeclineRequest declineRequest,
      LedgerAnswers ledger) {
    this.caller = caller;
    this.draftConsent = draftConsent;
    this.draftRevocation = draftRevocation;
    this.submitConsentChange = submitConsentChange;
    this.listConsents = listConsents;
    this.declineRequest = declineRequest;
    this.ledger = ledger;
  }

  @GET
  @Path("me/consents")
  public List<ListConsents.Granted> granted(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    return listConsents.granted(caller.subject(), patientId);
  }

  @GET
  @Path("me/consent-requests")
  public List<ListConsents.Request> requested(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    return listConsents.requested(caller.subject(), patientId);
  }

  /** Says no to a request; whoever asked is told. */
  @POST
  @Path("me/consent-requests/{requestId}/decline")
  public RequestStatus decline(@PathParam("requestId") String requestId) {
    caller.requirePatient();
    declineRequest.decline(caller.subject(), requestId);
    return new RequestStatus(requestId, "DECLINED");
  }

  /**
   * The statements are added to those in force; one whose {@code replaces} names others takes their
   * place.
   */
  @POST
  @Path("me/consents/draft")
  public ToSign draft(DraftConsent.Wish wish) {
    caller.requirePatient();
    return toSign(draftConsent.draft(caller.subject(), given(wish)));
  }

  @POST
  @Path("me/consents")
  public Response grant(Signed signed) {
    caller.requirePatient();
    return answer(submit(signed, false), 201);
  }

  @POST
  @Path("me/consents/{headId}/revocation-draft")
  public ToSign revocationDraft(@PathParam("headId") String headId) {
    caller.requirePatient();
    return toSign(draftRevocation.draft(caller.subject(), headId));
  }

  @POST
  @Path("me/consents/{headId}/revoke")
  public Response revoke(@PathParam("headId") String headId, Signed signed) {
    caller.requirePatient();
    return answer(submit(signed, true), 200);
  }

  private SubmitConsentChange.Submission submit(Signed signed, boolean revokes) {
    var given = given(signed);
    return submitConsentChange.submit(
        caller.subject(), given.draftId(), revokes, given.signature());
  }

  private Response answer(SubmitConsentChange.Submission submission, int status) {
    var receipt = ledger.await(submission.opId());
    var txid = receipt.map(r -> r.txid()).orElse(null);
    return Response.status(txid == null ? 202 : status)
        .entity(new ConsentStatus(submission.headId(), submission.version(), txid))
        .build();
  }

  private static ToSign toSign(Draft draft) {
    var content = draft.content();
    var message = new String(content.change().message(), StandardCharsets.UTF_8);
    var setText = content.set() == null ? null : CanonicalJson.text(content.set());
    return new ToSign(
        draft.draftId(), content.change(), message, content.set(), setText, content.salt());
  }

  private static <T> T given(T body) {
    if (body == null) throw Problem.badRequest("json.malformed", "no body").exception();
    return body;
  }
}
