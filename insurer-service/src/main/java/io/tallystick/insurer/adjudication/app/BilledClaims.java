package io.tallystick.insurer.adjudication.app;

import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.ClaimDocument;
import io.tallystick.kit.fhir.claim.ClaimReading;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Resource;
import org.jdbi.v3.core.Handle;

/** What was billed, kept sealed as the exact bytes that the ledger's commitment opens with. */
@ApplicationScoped
public class BilledClaims {

  /**
   * @param resource the FHIR resource that {@code content} was read from
   */
  public record Billed(SubmittedClaim content, Claim resource) {}

  private final SealedStore sealed;
  private final FhirJson fhir;
  private final ClaimDocument claims;

  public BilledClaims(SealedStore sealed, FhirJson fhir, ClaimDocument claims) {
    this.sealed = sealed;
    this.fhir = fhir;
    this.claims = claims;
  }

  /**
   * @return empty if these bytes aren't a claim that can be adjudicated
   * @throws io.tallystick.kit.problem.ProblemException if they aren't FHIR at all
   */
  public Optional<Billed> read(byte[] document) {
    var resource = fhir.parse(document, Resource.class);
    return switch (claims.read(resource)) {
      case ClaimReading.Understood(var content) ->
          ClaimDocument.claim(resource).map(claim -> new Billed(content, claim));
      case ClaimReading.Refused refused -> Optional.empty();
    };
  }

  public void keep(Handle tx, String claimId, byte[] salt, byte[] document) {
    sealed.seal(tx, id(claimId), new SaltedDocument(salt, document).joined());
  }

  public Billed open(Handle tx, String claimId) {
    var bytes = sealed.open(tx, id(claimId)).orElseThrow();
    return read(SaltedDocument.of(bytes).document()).orElseThrow();
  }

  private static String id(String claimId) {
    return "claim/" + claimId;
  }
}
