package io.tallystick.gateway.hl7.domain;

/**
 * Why a message isn't taken.
 *
 * @param rejected AR rather than AE: not this content's fault, or not for this listener at all
 * @param condition HL7 table 0357, e.g. {@code 101}
 * @param location as ERR-2, e.g. {@code PID-3}; null if unknown
 * @param text a sentence for people, without content
 */
public record Hl7Refusal(boolean rejected, String condition, String location, String text) {

  public static final String REQUIRED_FIELD_MISSING = "101";
  public static final String UNSUPPORTED_MESSAGE = "200";
  public static final String UNSUPPORTED_EVENT = "201";
  public static final String UNKNOWN_KEY = "204";
  public static final String DUPLICATE_KEY = "205";
  public static final String INTERNAL = "207";

  public static Hl7Refusal error(String condition, String location, String text) {
    return new Hl7Refusal(false, condition, location, text);
  }

  public static Hl7Refusal reject(String condition, String location, String text) {
    return new Hl7Refusal(true, condition, location, text);
  }

  /** Carries it out of the mapping. */
  public Refused thrown() {
    return new Refused(this);
  }

  public static final class Refused extends RuntimeException {

    private final transient Hl7Refusal why;

    Refused(Hl7Refusal why) {
      super(why.text());
      this.why = why;
    }

    public Hl7Refusal why() {
      return why;
    }
  }
}
