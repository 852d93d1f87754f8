package io.tallystick.claims.remittance.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.intake.adapter.QueuedResponse;
import io.tallystick.claims.remittance.app.ClaimDocuments;
import io.tallystick.claims.status.app.ReadableClaims;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.ClaimDocument;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Resource;

/** The documents of a claim, as FHIR. */
@Path("/fhir")
@Produces(FhirJson.MEDIA_TYPE)
@RunOnVirtualThread
public class ClaimDocumentsResource {

  private final ReadableClaims readableClaims;
  private final ClaimDocuments documents;
  private final FhirJson fhir;
  private final QueuedResponse queued;

  ClaimDocumentsResource(
      ReadableClaims readableClaims,
      ClaimDocuments documents,
      FhirJson fhir,
      QueuedResponse queued) {
    this.readableClaims = readableClaims;
    this.documents = documents;
    this.fhir = fhir;
    this.queued = queued;
  }

  /** The Claim as handed in; out of its bundle if it came in one. */
  @GET
  @Path("Claim/{claimId}")
  public byte[] claim(@PathParam("claimId") String claimId) {
    readableClaims.require(claimId);
    var document = found(documents.submitted(claimId));
    var resource = fhir.parse(document, Resource.class);
    return resource instanceof Claim
        ? document
        : fhir.encode(ClaimDocument.claim(resource).orElseThrow());
  }

  /** The payer's answer, byte for byte as the ledger commits to it; before it, queued. */
  @GET
  @Path("ClaimResponse/{claimId}")
  public byte[] response(@PathParam("claimId") String claimId) {
    readableClaims.require(claimId);
    return documents
        .answered(claimId)
        .orElseGet(() -> queued.of(claimId, found(documents.submitted(claimId))));
  }

  private static byte[] found(Optional<byte[]> document) {
    return document.orElseThrow(
        () ->
            Problem.notFound("claim.not-held", "This institution holds no such document.")
                .exception());
  }
}
