package io.tallystick.claims.verification.adapter;

import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.kit.verification.CopiedTable;
import io.tallystick.kit.verification.KeptDocuments;
import io.tallystick.kit.verification.LedgerCopy;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the claims desk keeps of the ledger, and the claims and answers that it committed to. */
@ApplicationScoped
public class ClaimCopies {

  public static final CopiedTable FACTS =
      CopiedTable.of(
          "claim_fact",
          "claim_id",
          "provider, payer, use, state, version, pend_reason, deadline, outcome, reason_codes,"
              + " submitted_at, at, txid",
          "claim_fact");

  public static final CopiedTable STEPS =
      CopiedTable.of(
          "claim_step",
          "claim_id || '/' || version",
          "step, state, note, at, txid, block",
          "claim_step");

  public static final CopiedTable BOOK =
      CopiedTable.of(
          "claim", "claim_id", "payer, use, submit_op", "claim WHERE intake = 'ON_LEDGER'");

  public static final CopiedTable REMITTANCES =
      CopiedTable.of("remittance", "claim_id", "commitment", "remittance");

  private static final CopiedTable DOCUMENTS =
      CopiedTable.of(
          "claim_document",
          "claim_id",
          "'claim/' || claim_id AS document",
          "claim WHERE intake = 'ON_LEDGER'");

  private static final CopiedTable ANSWERS =
      CopiedTable.of(
          "answer_document",
          "op_id",
          "'answer/' || op_id AS document",
          "claim_request WHERE step = 'ANSWER' AND state = 'ON_LEDGER'");

  @Produces
  @Singleton
  LedgerCopy facts() {
    return FACTS;
  }

  @Produces
  @Singleton
  LedgerCopy steps() {
    return STEPS;
  }

  @Produces
  @Singleton
  LedgerCopy book() {
    return BOOK;
  }

  @Produces
  @Singleton
  LedgerCopy remittances() {
    return REMITTANCES;
  }

  @Produces
  @Singleton
  LedgerCopy documents(SealedStore sealed) {
    return new KeptDocuments(DOCUMENTS, sealed, ClaimCopies::commitment);
  }

  @Produces
  @Singleton
  LedgerCopy answers(SealedStore sealed) {
    return new KeptDocuments(ANSWERS, sealed, ClaimCopies::commitment);
  }

  private static String commitment(byte[] joined) {
    return SaltedDocument.of(joined).commitment().hex();
  }
}
