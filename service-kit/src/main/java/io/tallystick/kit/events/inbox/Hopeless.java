package io.tallystick.kit.events.inbox;

import java.sql.SQLException;
import java.time.DateTimeException;

/**
 * Tells a fault of an event's content, which time doesn't heal, from one of the moment. A member
 * that signs content of a shape that nobody thought of must not stay in everybody's way.
 */
final class Hopeless {

  /** So often it is tried all the same: a mistake about this costs an event its effect. */
  static final int ENOUGH = 6;

  /** SQL's classes and conditions of values that no row can take; keys are others' business. */
  private static final String DATA_EXCEPTION = "22";

  private static final String NOT_NULL = "23502";
  private static final String CHECK = "23514";

  static boolean is(Throwable fault) {
    return switch (fault) {
      case null -> false;
      case NullPointerException shape -> true;
      case IllegalArgumentException shape -> true;
      case ClassCastException shape -> true;
      case IndexOutOfBoundsException shape -> true;
      case ArithmeticException shape -> true;
      case DateTimeException shape -> true;
      case SQLException refused -> isOfValues(refused.getSQLState()) || is(refused.getCause());
      default -> fault.getCause() != fault && is(fault.getCause());
    };
  }

  private static boolean isOfValues(String state) {
    return state != null
        && (state.startsWith(DATA_EXCEPTION) || state.equals(NOT_NULL) || state.equals(CHECK));
  }

  private Hopeless() {}
}
