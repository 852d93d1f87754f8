package io.tallystick.kit.problem;

import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.util.Locale;
import java.util.Map;

/**
 * What a caller is told when something isn't done (RFC 9457). Codes are stable, two parts joined by
 * a dot; nothing in a problem is PHI.
 *
 * @param status HTTP status
 * @param code e.g. {@code claim.total-mismatch}; the type is {@code urn:tallystick:problem:<code>}
 * @param detail one sentence for people
 * @param members further members, e.g. {@code claimId}
 */
public record Problem(int status, String code, String detail, Map<String, Object> members) {

  public static final String MEDIA_TYPE = "application/problem+json";
  private static final String TYPE = "urn:tallystick:problem:";

  public Problem {
    members = members == null ? Map.of() : Map.copyOf(members);
  }

  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, Map.of());
  }

  public static Problem badRequest(String code, String detail) {
    return of(400, code, detail);
  }

  public static Problem unauthorized(String code, String detail) {
    return of(401, code, detail);
  }

  public static Problem forbidden(String code, String detail) {
    return of(403, code, detail);
  }

  public static Problem notFound(String code, String detail) {
    return of(404, code, detail);
  }

  public static Problem conflict(String code, String detail) {
    return of(409, code, detail);
  }

  public static Problem gone(String code, String detail) {
    return of(410, code, detail);
  }

  public static Problem unprocessable(String code, String detail) {
    return of(422, code, detail);
  }

  public static Problem unavailable(String code, String detail) {
    return of(503, code, detail);
  }

  /**
   * A contract's refusal, 409; the code is the ledger's: {@code BILL_LOCKED}, {@code bill.locked}.
   */
  public static Problem of(Refusal refusal) {
    return conflict(code(refusal.code()), refusal.detail());
  }

  /** The first part of the name becomes the subject, the rest is joined by hyphens. */
  public static String code(RefusalCode code) {
    return code.name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
  }

  public Problem with(String member, Object value) {
    var more = new java.util.HashMap<>(members);
    more.put(member, value);
    return new Problem(status, code, detail, more);
  }

  public String type() {
    return TYPE + code;
  }

  /** As it is written to a caller. */
  public byte[] body() {
    return ProblemBody.json(this);
  }

  public ProblemException exception() {
    return new ProblemException(this);
  }
}
