package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one operation came to, before anything is written. */
sealed interface Judgement {

  /** Keys that the judgement rests on or would write. */
  Stream<String> keys();

  /**
   * @param writes none if an earlier transaction wrote them: the operation is repeated
   */
  record Accept(Accepted accepted, List<Write> writes, Set<String> reads) implements Judgement {
    @Override
    public Stream<String> keys() {
      return Stream.concat(reads.stream(), writes.stream().map(Write::key));
    }
  }

  /**
   * @param opId null if it named none
   */
  record Refuse(String opId, Refusal why, Set<String> reads) implements Judgement {
    @Override
    public Stream<String> keys() {
      return reads.stream();
    }
  }
}
