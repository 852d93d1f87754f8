package io.tallystick.kit.problem;

/** What people write freely is kept sealed and sent on, so it has a bound. */
public final class FreeText {

  /** Characters of a note or a reason. */
  public static final int LONGEST_NOTE = 4_000;

  /** Characters of a name or a number. */
  public static final int LONGEST_NAME = 200;

  /**
   * @param text null reads as empty
   * @throws ProblemException 400 {@code note.too-long}
   */
  public static String note(String text) {
    return text == null ? "" : bounded(text, LONGEST_NOTE, "note.too-long");
  }

  /**
   * @param text may be null
   * @throws ProblemException 400 {@code name.too-long}
   */
  public static String name(String text) {
    return text == null ? null : bounded(text, LONGEST_NAME, "name.too-long");
  }

  private static String bounded(String text, int most, String code) {
    if (text.length() <= most) return text;
    throw Problem.badRequest(code, "at most " + most + " characters").exception();
  }

  private FreeText() {}
}
