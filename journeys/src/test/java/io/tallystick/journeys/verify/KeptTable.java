package io.tallystick.journeys.verify;

import io.tallystick.claims.verification.adapter.ClaimCopies;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.gateway.verification.adapter.RecordCopies;
import io.tallystick.insurer.verification.adapter.CaseCopies;
import io.tallystick.kit.verification.CopiedTable;
import io.tallystick.kit.verification.TailCopies;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of a service's that follows from the ledger.
 *
 * @param shown what the service answers verify with
 * @param key the expression that makes a row's key
 * @param complete whether the chain says that every row must be there
 */
record KeptTable(CopiedTable shown, String key, boolean complete) {

  private static final List<KeptTable> EVERY_SERVICES =
      List.of(
          new KeptTable(TailCopies.OPERATIONS, "op_id", true),
          new KeptTable(TailCopies.ENTRIES, "key", true),
          new KeptTable(TailCopies.COMMANDS, "op_id", false));

  private static final List<KeptTable> CLAIMS =
      List.of(
          new KeptTable(ClaimCopies.FACTS, "claim_id", true),
          new KeptTable(ClaimCopies.STEPS, "claim_id || '/' || version", true),
          new KeptTable(ClaimCopies.BOOK, "claim_id", false),
          new KeptTable(ClaimCopies.REMITTANCES, "claim_id", false));

  private static final List<KeptTable> RECORDS =
      List.of(
          new KeptTable(RecordCopies.RECORDS, "record_id", false),
          new KeptTable(RecordCopies.HEADS, "head_id", false),
          new KeptTable(RecordCopies.DECISIONS, "decision_id", false));

  private static final List<KeptTable> CASES =
      List.of(new KeptTable(CaseCopies.CASES, "claim_id", false));

  /** By the name of a service, e.g. {@code claim-service}. */
  static List<KeptTable> of(String service) {
    var own =
        switch (service) {
          case Consortium.CLAIM_SERVICE -> CLAIMS;
          case Consortium.HOSPITAL_GATEWAY -> RECORDS;
          default -> CASES;
        };
    return Stream.concat(EVERY_SERVICES.stream(), own.stream()).toList();
  }

  String name() {
    return shown.table();
  }
}
