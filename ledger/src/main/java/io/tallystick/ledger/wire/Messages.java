package io.tallystick.ledger.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;

/** Parses messages that others sent; what cannot be parsed is said as Fabric says it. */
public final class Messages {

  /** Bytes that are no such message. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private MalformedException(String name) {
      super("error unmarshalling " + name + ": proto: cannot parse invalid wire-format data");
    }
  }

  private Messages() {}

  /** Parses a message of the type that Fabric calls by this name. */
  public static <T> T parse(Parser<T> parser, ByteString bytes, String name)
      throws MalformedException {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedException(name);
    }
  }
}
