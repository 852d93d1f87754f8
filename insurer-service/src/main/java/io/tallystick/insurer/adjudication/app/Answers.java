package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.jdbi.v3.core.Handle;

/** Answers given, as the exact bytes that the ledger's adjudication commitment opens with. */
@ApplicationScoped
public class Answers {

  private final SealedStore sealed;
  private final FhirJson fhir;

  public Answers(SealedStore sealed, FhirJson fhir) {
    this.sealed = sealed;
    this.fhir = fhir;
  }

  /** The answer once the ledger has it. */
  public Optional<ClaimResponse> of(Handle tx, CaseFile file) {
    return file.opId()
        .filter(opId -> file.stage().answered())
        .map(opId -> fhir.parse(open(tx, opId).document(), ClaimResponse.class));
  }

  public void keep(Handle tx, String opId, SaltedDocument answer) {
    sealed.seal(tx, id(opId), answer.joined());
  }

  public SaltedDocument open(Handle tx, String opId) {
    return SaltedDocument.of(sealed.open(tx, id(opId)).orElseThrow());
  }

  void keepProof(Handle tx, String opId, SaltedDocument proof) {
    sealed.seal(tx, proofId(opId), proof.joined());
  }

  /** What an answer rests on, canonical JSON of an AdjudicationProof; absent if no plan decided. */
  public Optional<SaltedDocument> proof(Handle tx, String opId) {
    return sealed.open(tx, proofId(opId)).map(SaltedDocument::of);
  }

  private static String proofId(String opId) {
    return "proof/" + opId;
  }

  private static String id(String opId) {
    return "answer/" + opId;
  }
}
