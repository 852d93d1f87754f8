package io.tallystick.claims.remittance.adapter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.remittance.app.ClaimDocuments;
import io.tallystick.claims.status.app.ReadableClaims;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;

/** What a payer's decision rests on, for the provider and the patient. */
@Path("/claims")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProofResource {

  /**
   * @param commitment as on the ledger: SHA-256 of the salt and the proof's exact bytes
   * @param salt base64
   * @param proof canonical JSON of a {@link io.tallystick.vocabulary.claim.AdjudicationProof}, byte
   *     for byte as committed
   */
  public record Proof(String claimId, String commitment, byte[] salt, @JsonRawValue String proof) {}

  private final ReadableClaims readableClaims;
  private final ClaimDocuments documents;

  ProofResource(ReadableClaims readableClaims, ClaimDocuments documents) {
    this.readableClaims = readableClaims;
    this.documents = documents;
  }

  /** 404 {@code claim.no-proof} before a decision, and where no plan decided. */
  @GET
  @Path("{claimId}/proof")
  public Proof proof(@PathParam("claimId") String claimId) {
    readableClaims.require(claimId);
    return documents
        .proof(claimId)
        .map(proof -> told(claimId, proof))
        .orElseThrow(
            () ->
                Problem.notFound("claim.no-proof", "No plan has decided this claim.").exception());
  }

  private static Proof told(String claimId, SaltedDocument proof) {
    return new Proof(
        claimId,
        proof.commitment().hex(),
        proof.salt(),
        new String(proof.document(), StandardCharsets.UTF_8));
  }
}
