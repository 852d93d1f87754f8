package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.contract.Judgement.Refuse;
import io.tallystick.chaincode.rules.NamedKeys;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.json.CanonicalJson.MalformedJson;
import io.tallystick.vocabulary.ledger.Batch;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.OperationTypes;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.util.Set;
import java.util.stream.Stream;

/** One operation of a batch, read or not to be read. */
sealed interface BatchItem {

  Judgement judge(JudgeOperation judge);

  /** Entries that it names. */
  Stream<String> keys();

  record Readable(LedgerOperation operation) implements BatchItem {
    @Override
    public Judgement judge(JudgeOperation judge) {
      return judge.judge(() -> operation, Rules::apply);
    }

    @Override
    public Stream<String> keys() {
      return operation == null ? Stream.empty() : NamedKeys.of(operation);
    }
  }

  record Unreadable(String why) implements BatchItem {
    @Override
    public Judgement judge(JudgeOperation judge) {
      return new Refuse(null, new Refusal(RefusalCode.MALFORMED, why), Set.of());
    }

    @Override
    public Stream<String> keys() {
      return Stream.empty();
    }
  }

  static BatchItem read(Batch.Item item) {
    var type = OperationTypes.of(item == null ? null : item.transaction()).orElse(null);
    if (type == null || item.operation() == null) {
      return new Unreadable("no operation of a known transaction");
    }
    try {
      return new Readable(CanonicalJson.read(item.operation(), type));
    } catch (MalformedJson malformed) {
      return new Unreadable(malformed.getMessage());
    }
  }
}
