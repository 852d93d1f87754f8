package io.tallystick.claims.remittance.app;

import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Opens what was said about a claim: by the provider, and by its payer. */
@Singleton
public class ClaimDocuments {

  private final Transactions transactions;
  private final ClaimFile file;

  ClaimDocuments(Transactions transactions, ClaimFile file) {
    this.transactions = transactions;
    this.file = file;
  }

  /** The exact bytes that were handed in; empty at an observer. */
  public Optional<byte[]> submitted(String claimId) {
    return transactions.inTransaction(
        tx -> file.submitted(tx, claimId).map(SaltedDocument::document));
  }

  /**
   * What the payer's answer rests on, with the salt that opens the ledger's proof commitment; empty
   * until there is a verified answer, and where no plan decided.
   */
  public Optional<SaltedDocument> proof(String claimId) {
    return transactions.inTransaction(tx -> file.proof(tx, claimId));
  }

  /** The exact bytes of the payer's answer; empty until there is a verified one. */
  public Optional<byte[]> answered(String claimId) {
    return transactions.inTransaction(
        tx -> file.answered(tx, claimId).map(SaltedDocument::document));
  }
}
