package io.tallystick.ledger.state;

import java.nio.ByteBuffer;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Where a transaction first stood in the chain, and what became of it. */
public record TransactionIndex(long block, int transaction, TxValidationCode code) {

  byte[] encoded() {
    return ByteBuffer.allocate(16)
        .putLong(block)
        .putInt(transaction)
        .putInt(code.getNumber())
        .array();
  }

  static TransactionIndex decoded(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    return new TransactionIndex(
        buffer.getLong(), buffer.getInt(), TxValidationCode.forNumber(buffer.getInt()));
  }
}
