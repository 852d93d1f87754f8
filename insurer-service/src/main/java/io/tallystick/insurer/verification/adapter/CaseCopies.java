package io.tallystick.insurer.verification.adapter;

import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.kit.verification.CopiedTable;
import io.tallystick.kit.verification.KeptDocuments;
import io.tallystick.kit.verification.LedgerCopy;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the insurer keeps of the ledger, the claims it was sent and the answers it gave. */
@ApplicationScoped
public class CaseCopies {

  public static final CopiedTable CASES =
      CopiedTable.of("claim_case", "claim_id", "provider, use", "claim_case");

  private static final CopiedTable DOCUMENTS =
      CopiedTable.of(
          "claim_document", "claim_id", "'claim/' || claim_id AS document", "claim_case");

  private static final CopiedTable ADJUDICATIONS =
      CopiedTable.of(
          "adjudication_document",
          "op_id",
          "'answer/' || op_id AS document",
          "ledger_command WHERE state = 'COMMITTED' AND transaction = 'claim:adjudicate'");

  @Produces
  @Singleton
  LedgerCopy cases() {
    return CASES;
  }

  @Produces
  @Singleton
  LedgerCopy documents(SealedStore sealed) {
    return new KeptDocuments(DOCUMENTS, sealed, CaseCopies::commitment);
  }

  @Produces
  @Singleton
  LedgerCopy adjudications(SealedStore sealed) {
    return new KeptDocuments(ADJUDICATIONS, sealed, CaseCopies::commitment);
  }

  private static String commitment(byte[] joined) {
    return SaltedDocument.of(joined).commitment().hex();
  }
}
