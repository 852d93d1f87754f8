package io.tallystick.gateway.verification.adapter;

import io.tallystick.gateway.consents.domain.OpenedConsent;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.kit.verification.CopiedTable;
import io.tallystick.kit.verification.KeptDocuments;
import io.tallystick.kit.verification.LedgerCopy;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the custodian keeps of the ledger, and the records and consents that it committed to. */
@ApplicationScoped
public class RecordCopies {

  public static final CopiedTable RECORDS =
      CopiedTable.of(
          "record",
          "record_id",
          "root, leaves, op_id, txid, block",
          "record WHERE state = 'PUBLISHED'");

  public static final CopiedTable HEADS =
      CopiedTable.of(
          "consent_head",
          "head_id",
          "grantee, version, commitment, revoked, not_before, not_after, txid",
          "consent_head");

  public static final CopiedTable DECISIONS =
      CopiedTable.of(
          "access_decision",
          "decision_id",
          "grantee, permitted, reason, purpose, claim_id, head_id, head_version, op_id, txid,"
              + " block",
          "access_decision WHERE state = 'RECORDED'");

  private static final CopiedTable RECORD_DOCUMENTS =
      CopiedTable.of(
          "record_document",
          "record_id",
          "'record/' || record_id AS document",
          "record WHERE state = 'PUBLISHED'");

  private static final CopiedTable CONSENT_DOCUMENTS =
      CopiedTable.of(
          "consent_document",
          "op_id",
          "'consent/' || op_id AS document",
          "consent_head WHERE NOT revoked");

  @Produces
  @Singleton
  LedgerCopy records() {
    return RECORDS;
  }

  @Produces
  @Singleton
  LedgerCopy heads() {
    return HEADS;
  }

  @Produces
  @Singleton
  LedgerCopy decisions() {
    return DECISIONS;
  }

  @Produces
  @Singleton
  LedgerCopy recordDocuments(SealedStore sealed) {
    return new KeptDocuments(RECORD_DOCUMENTS, sealed, RecordCopies::root);
  }

  @Produces
  @Singleton
  LedgerCopy consentDocuments(SealedStore sealed) {
    return new KeptDocuments(CONSENT_DOCUMENTS, sealed, RecordCopies::commitment);
  }

  private static String root(byte[] record) {
    return CanonicalJson.read(record, EncounterRecord.class).tree().root();
  }

  private static String commitment(byte[] opened) {
    var consent = CanonicalJson.read(opened, OpenedConsent.class);
    return Commitment.to(consent.salt(), CanonicalJson.bytes(consent.set())).hex();
  }
}
