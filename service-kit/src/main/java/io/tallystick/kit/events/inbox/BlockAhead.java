package io.tallystick.kit.events.inbox;

/** An event, its sender known, that rests on a block which the own copy of the chain hasn't. */
final class BlockAhead extends RuntimeException {

  private final String sender;
  private final long block;

  BlockAhead(String sender, long block) {
    super("block " + block + " is not read yet");
    this.sender = sender;
    this.block = block;
  }

  /** The org whose signature the event carries. */
  String sender() {
    return sender;
  }

  long block() {
    return block;
  }
}
