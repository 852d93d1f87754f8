package io.tallystick.claims.remittance.app;

import io.tallystick.claims.intake.app.SubmitClaim;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Opens what was said about a claim: by the provider, and by its payer. */
@Singleton
public class ClaimDocuments {

  private final Transactions transactions;
  private final SealedStore sealed;
  private final Remittances remittances;

  ClaimDocuments(Transactions transactions, SealedStore sealed, Remittances remittances) {
    this.transactions = transactions;
    this.sealed = sealed;
    this.remittances = remittances;
  }

  /** The exact bytes that were handed in; empty at an observer. */
  public Optional<byte[]> submitted(String claimId) {
    return transactions.inTransaction(
        tx ->
            sealed
                .open(tx, SubmitClaim.documentId(claimId))
                .map(bytes -> SaltedDocument.of(bytes).document()));
  }

  /**
   * What the payer's answer rests on, with the salt that opens the ledger's proof commitment; empty
   * until there is a verified answer, and where no plan decided.
   */
  public Optional<SaltedDocument> proof(String claimId) {
    return transactions.inTransaction(
        tx ->
            remittances
                .commitment(tx, claimId)
                .flatMap(c -> sealed.open(tx, TakeAdjudication.proofId(claimId, c)))
                .map(SaltedDocument::of));
  }

  /** The exact bytes of the payer's answer; empty until there is a verified one. */
  public Optional<byte[]> answered(String claimId) {
    return transactions.inTransaction(
        tx ->
            remittances
                .commitment(tx, claimId)
                .flatMap(
                    commitment ->
                        sealed.open(tx, TakeAdjudication.documentId(claimId, commitment))));
  }
}
