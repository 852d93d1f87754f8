package io.tallystick.kit.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The tables that every service's block tail and ledger client fill. */
@ApplicationScoped
public class TailCopies {

  public static final CopiedTable OPERATIONS =
      CopiedTable.of(
          "ledger_operation",
          "op_id",
          "txid, block, transaction, key, version, creator_msp, at",
          "ledger_operation");

  public static final CopiedTable ENTRIES =
      CopiedTable.of("ledger_entry", "key", "value, txid, block, version", "ledger_entry");

  public static final CopiedTable DISBELIEVED =
      CopiedTable.of("ledger_disbelieved", "txid || ' ' || key", "block", "ledger_disbelieved");

  public static final CopiedTable COMMANDS =
      CopiedTable.of(
          "ledger_command",
          "op_id",
          "transaction, operation, txid, block, accepted",
          "ledger_command WHERE state = 'COMMITTED'");

  @Produces
  @Singleton
  LedgerCopy operations() {
    return OPERATIONS;
  }

  @Produces
  @Singleton
  LedgerCopy entries() {
    return ENTRIES;
  }

  @Produces
  @Singleton
  LedgerCopy disbelieved() {
    return DISBELIEVED;
  }

  @Produces
  @Singleton
  LedgerCopy commands() {
    return COMMANDS;
  }
}
