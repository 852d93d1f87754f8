package io.tallystick.cli.verify.meaning;

import com.google.protobuf.ByteString;
import io.tallystick.cli.verify.chain.ValidTransaction;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.json.CanonicalJson.MalformedJson;
import io.tallystick.vocabulary.ledger.Batch;
import io.tallystick.vocabulary.ledger.LedgerEntry.Operation;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.OperationTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a transaction's creator asked the chaincode for, from the arguments that were endorsed. */
final class AskedOperations {

  private record Asked(String transaction, String digest) {}

  private final Map<String, Asked> byOpId = new HashMap<>();

  private AskedOperations() {}

  static AskedOperations of(ValidTransaction transaction) {
    var asked = new AskedOperations();
    try {
      operations(transaction.arguments())
          .forEach(each -> asked.add(transaction.creatorMsp(), each));
    } catch (MalformedJson noOperation) {
      asked.byOpId.clear();
    }
    return asked;
  }

  /** Whether this operation was asked for, with the content that its digest says. */
  boolean includes(Operation done) {
    return new Asked(done.transaction(), done.digest()).equals(byOpId.get(done.opId()));
  }

  private static List<LedgerOperation> operations(List<ByteString> arguments) {
    if (arguments.size() != 2) return List.of();
    var json = arguments.get(1).toByteArray();
    var function = arguments.getFirst().toStringUtf8();
    if (!function.equals(Batch.TRANSACTION)) return operation(function, json).stream().toList();
    return CanonicalJson.read(json, Batch.class).operations().stream()
        .map(item -> operation(item.transaction(), CanonicalJson.bytes(item.operation())))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<LedgerOperation> operation(String transaction, byte[] json) {
    try {
      return OperationTypes.of(transaction).map(type -> CanonicalJson.read(json, type));
    } catch (MalformedJson refusedForItself) {
      return Optional.empty();
    }
  }

  private void add(String creatorMsp, LedgerOperation operation) {
    byOpId.put(
        operation.opId(), new Asked(operation.transaction(), Fact.digest(creatorMsp, operation)));
  }
}
