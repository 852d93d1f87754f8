package io.tallystick.claims.remittance.app;

import io.tallystick.claims.intake.app.SubmitClaim;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A claim's documents, each with the salt that opens the ledger's commitment. */
@Singleton
public class ClaimFile {

  private final SealedStore sealed;
  private final Remittances remittances;

  ClaimFile(SealedStore sealed, Remittances remittances) {
    this.sealed = sealed;
    this.remittances = remittances;
  }

  /** What was handed in; empty at an observer. */
  public Optional<SaltedDocument> submitted(Handle tx, String claimId) {
    return sealed.open(tx, SubmitClaim.documentId(claimId)).map(SaltedDocument::of);
  }

  /** The newest verified decision; empty before one. */
  public Optional<SaltedDocument> answered(Handle tx, String claimId) {
    return remittances
        .commitment(tx, claimId)
        .flatMap(c -> sealed.open(tx, TakeAdjudication.documentId(claimId, c)))
        .map(SaltedDocument::of);
  }

  /** What the newest decision rests on; empty where no plan decided. */
  Optional<SaltedDocument> proof(Handle tx, String claimId) {
    return remittances
        .commitment(tx, claimId)
        .flatMap(c -> sealed.open(tx, TakeAdjudication.proofId(claimId, c)))
        .map(SaltedDocument::of);
  }
}
