package io.tallystick.cli.verify.copies;

import io.tallystick.cli.verify.meaning.Chronicle;
import io.tallystick.cli.verify.meaning.Held;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerEntry.Record;
import java.util.Collection;
import java.util.Map;

/** The hospital gateway's tables: records, consent heads and decisions on access of its own. */
final class RecordTables {

  private final String org;
  private final Table records = Table.ofSome();
  private final Table recordDocuments = Table.ofSome();
  private final Table heads = Table.ofSome();
  private final Table consentDocuments = Table.ofSome();
  private final Table decisions = Table.ofSome();

  RecordTables(Chronicle chronicle, String org) {
    this.org = org;
    chronicle.forms().values().stream()
        .flatMap(Collection::stream)
        .filter(held -> held.by() != null)
        .forEach(this::add);
  }

  Map<String, Table> tables() {
    return Map.of(
        "record", records,
        "record_document", recordDocuments,
        "consent_head", heads,
        "consent_document", consentDocuments,
        "access_decision", decisions);
  }

  private void add(Held held) {
    switch (held.entry()) {
      case Record record when record.custodian().equals(org) && record.version() == 1 ->
          add(held, record);
      case ConsentHead head when head.custodian().equals(org) -> add(held, head);
      case Access access when access.custodian().equals(org) -> add(held, access);
      default -> {}
    }
  }

  private void add(Held held, Record record) {
    records.add(
        record.recordId(),
        Form.at(held.block())
            .with("root", record.root())
            .with("leaves", record.leaves())
            .with("op_id", held.by().opId())
            .with("txid", held.txid())
            .with("block", held.block())
            .build());
    recordDocuments.add(
        record.recordId(), Form.at(held.block()).with("commitment", record.root()).build());
  }

  private void add(Held held, ConsentHead head) {
    heads.add(
        head.headId(),
        Form.at(held.block())
            .with("grantee", head.grantee())
            .with("version", head.version())
            .with("commitment", head.commitment())
            .with("revoked", head.revoked())
            .with("not_before", head.notBefore())
            .with("not_after", head.notAfter())
            .with("txid", held.txid())
            .build());
    consentDocuments.add(
        held.by().opId(), Form.at(held.block()).with("commitment", head.commitment()).build());
  }

  private void add(Held held, Access access) {
    if (held.by().version() > 1) return; // a review or a receipt
    decisions.add(
        access.accessId(),
        Form.at(held.block())
            .with("grantee", access.grantee())
            .with("permitted", access.permitted() ? "true" : "false")
            .with("reason", access.reason())
            .with("purpose", access.purpose())
            .with("claim_id", access.claimId())
            .with("head_id", access.headId())
            .with("head_version", access.headVersion())
            .with("op_id", held.by().opId())
            .with("txid", held.txid())
            .with("block", held.block())
            .build());
  }
}
