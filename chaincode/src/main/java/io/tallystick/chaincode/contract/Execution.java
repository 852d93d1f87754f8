package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.contract.Judgement.Accept;
import io.tallystick.chaincode.contract.Judgement.Refuse;
import io.tallystick.chaincode.rules.Ruling;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.json.CanonicalJson.MalformedJson;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.Batch;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.shim.ChaincodeException;

/**
 * The way of every operation through a contract: read it, refuse a clock that is off, answer a
 * repetition, ask the rules, write. A refusal leaves as an error whose message is the canonical
 * JSON of {@link Refusal}; in a batch, as one of its outcomes.
 */
final class Execution {

  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

  private final Clock clock;

  Execution(Clock clock) {
    this.clock = clock;
  }

  /** One operation, alone in its transaction. */
  <T extends LedgerOperation> String run(
      Context context,
      String json,
      Class<T> type,
      BiFunction<? super T, ? super FabricSituation, Ruling> rule) {
    var transaction = begin(context);
    var judged = new JudgeOperation(transaction).judge(() -> CanonicalJson.read(json, type), rule);
    return switch (judged) {
      case Refuse refused -> throw refuse(refused.why());
      case Accept accepted -> {
        write(transaction, List.of(accepted));
        yield CanonicalJson.text(accepted.accepted());
      }
    };
  }

  /** Several operations; each is judged on the state as it was before all of them. */
  String runAll(Context context, String json) {
    var transaction = begin(context);
    var batch = read(json, transaction);
    var judge = new JudgeOperation(transaction);
    var touched = new HashSet<String>();
    var accepted = new ArrayList<Accept>();
    var outcomes = new ArrayList<Batch.Outcome>();
    var items = batch.operations().stream().map(BatchItem::read).toList();
    transaction.read(items.stream().flatMap(BatchItem::keys));
    for (var item : items) {
      switch (deferred(item.judge(judge), touched)) {
        case Refuse refused -> outcomes.add(Batch.Outcome.refused(refused.opId(), refused.why()));
        case Accept accept -> {
          accept.writes().stream().map(Write::key).forEach(touched::add);
          accepted.add(accept);
          outcomes.add(Batch.Outcome.of(accept.accepted()));
        }
      }
    }
    write(transaction, accepted);
    return CanonicalJson.text(outcomes);
  }

  /** A query's answer: the entry's JSON as stored, or the refusal NOT_FOUND. */
  static String stored(Context context, String key) {
    var value = context.getStub().getState(key);
    if (value == null || value.length == 0) throw refuse(RefusalCode.NOT_FOUND, "no such entry");
    return new String(value, StandardCharsets.UTF_8);
  }

  private TransactionContext begin(Context context) {
    var transaction = new TransactionContext(context);
    var off = Duration.between(transaction.now(), clock.instant()).abs();
    if (off.compareTo(CLOCK_TOLERANCE) > 0) {
      throw refuse(RefusalCode.TIMESTAMP_OUT_OF_RANGE, "off by " + off.toSeconds() + " s");
    }
    return transaction;
  }

  /**
   * The state that an operation is judged on doesn't show what the same transaction wrote: one that
   * rests on such a key, or would write it, is put off.
   */
  private static Judgement deferred(Judgement judged, Set<String> touched) {
    if (judged.keys().noneMatch(touched::contains)) return judged;
    var opId =
        switch (judged) {
          case Accept accept -> accept.accepted().opId();
          case Refuse refused -> refused.opId();
        };
    var why = new Refusal(RefusalCode.DEFERRED, "touches what the batch wrote before it");
    return new Refuse(opId, why, Set.of());
  }

  private static Batch read(String json, TransactionContext transaction) {
    long bytes = json.getBytes(StandardCharsets.UTF_8).length;
    for (var opening : transaction.openings().values()) bytes += opening.length;
    if (bytes > Batch.MOST_BYTES) throw refuse(RefusalCode.MALFORMED, "the batch is too large");
    try {
      var batch = CanonicalJson.read(json, Batch.class);
      int size = batch == null || batch.operations() == null ? 0 : batch.operations().size();
      if (size < 1 || size > Batch.MOST_OPERATIONS) {
        throw refuse(RefusalCode.MALFORMED, "1 to " + Batch.MOST_OPERATIONS + " operations");
      }
      return batch;
    } catch (MalformedJson malformed) {
      throw refuse(RefusalCode.MALFORMED, malformed.getMessage());
    }
  }

  private static void write(TransactionContext transaction, List<Accept> accepted) {
    var stub = transaction.stub();
    var event = new ArrayList<Accepted>();
    for (var accept : accepted) {
      for (var write : accept.writes()) {
        stub.putState(write.key(), CanonicalJson.bytes(write.entry()));
        if (write.policy() != null) {
          stub.setStateValidationParameter(write.key(), write.policy());
        }
      }
      if (!accept.writes().isEmpty()) event.add(accept.accepted());
    }
    if (!event.isEmpty()) stub.setEvent(Accepted.EVENT, CanonicalJson.bytes(event));
  }

  private static ChaincodeException refuse(RefusalCode code, String detail) {
    return refuse(new Refusal(code, detail));
  }

  private static ChaincodeException refuse(Refusal why) {
    return new ChaincodeException(CanonicalJson.text(why), CanonicalJson.bytes(why));
  }
}
