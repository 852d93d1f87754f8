package io.tallystick.kit.ledger.tail;

/** The peer's chain isn't the chain that was read before, or contradicts itself. */
final class ChainBroken extends RuntimeException {

  ChainBroken(String what) {
    super(what);
  }
}
