package io.tallystick.cli.demo.show;

/**
 * An attempt that had to be refused.
 *
 * @param attempt what was tried
 * @param by who refused it
 * @param how the refusal itself: a code, a transaction, a message
 * @param refused false if it went through, which fails the demo
 */
public record Shown(String attempt, String by, String how, boolean refused) {

  static Shown refused(String attempt, String by, String how) {
    return new Shown(attempt, by, how, true);
  }

  static Shown wentThrough(String attempt, String what) {
    return new Shown(attempt, "nobody", what, false);
  }
}
