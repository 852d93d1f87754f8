package io.tallystick.portal.services;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/**
 * What a patient allowed, what they are asked, and each change: drafted here, signed in the
 * browser. At a hospital's hospital-gateway.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface Consents {

  record Consent(
      String headId,
      String grantee,
      long version,
      String state,
      Instant notBefore,
      Instant notAfter,
      List<Statement> statements,
      String txid,
      String basis) {

    public boolean onPaper() {
      return "PAPER".equals(basis);
    }

    public boolean holdsFor(String institution) {
      return "ACTIVE".equals(state) && grantee.equals(institution);
    }
  }

  /**
   * @param claimId absent if it is asked for no claim
   * @param state OPEN, ANSWERED, DECLINED, WITHDRAWN or EXPIRED
   * @param suggestion the narrowest statement that answers it
   * @param granted FULL, PART or DENIED; absent until answered and for a claim
   * @param actors who asks within the institution, as it told
   */
  record ConsentRequest(
      String requestId,
      String grantee,
      String purpose,
      List<String> classes,
      String claimId,
      Instant askedAt,
      Instant deadline,
      String state,
      Statement suggestion,
      String granted,
      List<Statement.Actor> actors) {

    public ConsentRequest {
      actors = actors == null ? List.of() : actors;
    }

    /** The codes it is limited to, each once, whatever systems they are of. */
    public List<String> codeTexts() {
      return suggestion.permittedCodes().stream().map(Statement.Code::code).distinct().toList();
    }
  }

  record NewDraft(String patient, String grantee, List<Statement> statements, int days) {}

  /**
   * A change that waits for the patient's signature.
   *
   * @param message the exact text to sign; it commits to {@code setText} with {@code salt}
   * @param setText canonical JSON of the whole set of statements; absent in a revocation
   * @param salt base64 of 32 bytes; absent in a revocation
   */
  record Draft(String draftId, String message, String setText, String salt) {}

  /**
   * @param txid absent while the ledger hasn't answered
   */
  record Changed(String headId, long version, String txid) {}

  record Signed(String draftId, String signature) {}

  @GET
  @Path("me/consents")
  List<Consent> consents(@QueryParam("patient") String patientId);

  @GET
  @Path("me/consent-requests")
  List<ConsentRequest> consentRequests(@QueryParam("patient") String patientId);

  @POST
  @Path("me/consent-requests/{id}/decline")
  void decline(@PathParam("id") String requestId);

  @POST
  @Path("me/consents/draft")
  Draft draft(NewDraft draft);

  @POST
  @Path("me/consents")
  Changed grant(Signed signed);

  @POST
  @Path("me/consents/{headId}/revocation-draft")
  Draft draftRevocation(@PathParam("headId") String headId);

  @POST
  @Path("me/consents/{headId}/revoke")
  Changed revoke(@PathParam("headId") String headId, Signed signed);
}
