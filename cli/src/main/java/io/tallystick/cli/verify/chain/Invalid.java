package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** The code with which a transaction should stay in its block. */
final class Invalid extends Exception {
  private static final long serialVersionUID = 1L;

  private final TxValidationCode code;

  Invalid(TxValidationCode code) {
    super(code.name(), null, false, false);
    this.code = code;
  }

  TxValidationCode code() {
    return code;
  }

  static void unless(boolean holds, TxValidationCode otherwise) throws Invalid {
    if (!holds) throw new Invalid(otherwise);
  }

  static <T> T parse(Parser<T> parser, ByteString bytes, TxValidationCode otherwise)
      throws Invalid {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException garbled) {
      throw new Invalid(otherwise);
    }
  }
}
