package io.tallystick.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Parses a message, or invalidates the transaction with the code that fits. */
final class Parsing {

  private Parsing() {}

  static <T> T parse(Parser<T> parser, ByteString bytes, TxValidationCode otherwise)
      throws InvalidTransactionException {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidTransactionException(otherwise);
    }
  }
}
