package io.tallystick.portal.patient;

import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.services.ServiceProblem;
import io.tallystick.portal.services.Statement;
import io.tallystick.portal.words.Words;
import jakarta.ws.rs.FormParam;
import java.util.List;

/** What a patient ticked; becomes one statement. */
public class ConsentForm {

  private static final int LONGEST_DAYS = 365;

  @FormParam("grantee")
  String grantee;

  @FormParam("purpose")
  String purpose;

  @FormParam("kind")
  List<String> kinds;

  @FormParam("by-code")
  String byCode;

  @FormParam("code")
  List<String> codes;

  @FormParam("label")
  List<String> labels;

  @FormParam("since")
  String since;

  @FormParam("until")
  String until;

  @FormParam("days")
  String days;

  @FormParam("replace")
  String replace;

  String grantee() {
    return FormInput.required(grantee);
  }

  String purpose(Words words) {
    return FormInput.oneOf(words.everyPurpose().keySet(), purpose);
  }

  /** What was ticked, to be carried on to the next page as it is. */
  Ticked ticked() {
    return new Ticked(
        grantee, purpose, all(kinds), all(codes), all(labels), since, until, days, replace != null);
  }

  /** The form's own fields. */
  record Ticked(
      String grantee,
      String purpose,
      List<String> kinds,
      List<String> codes,
      List<String> labels,
      String since,
      String until,
      String days,
      boolean replace) {}

  private static List<String> all(List<String> given) {
    return given == null ? List.of() : given;
  }

  int days() {
    return FormInput.between(1, LONGEST_DAYS, days);
  }

  boolean replacesEarlier() {
    return replace != null;
  }

  /** No kind ticked would mean every kind: that is never what somebody means. */
  Statement statement(Words words) {
    if (kinds == null || kinds.isEmpty()) {
      throw new ServiceProblem(400, "consent.nothing-chosen", null);
    }
    kinds.forEach(FormInput::required);
    var sensitive = labels == null ? List.<String>of() : labels;
    sensitive.forEach(l -> FormInput.oneOf(words.labels().keySet(), l));
    return Statement.permitting(
        purpose(words),
        kinds,
        limits(),
        sensitive,
        FormInput.optionalDate(since),
        FormInput.optionalDate(until));
  }

  /** What was asked for by code stays limited to codes: none ticked doesn't mean any. */
  private List<Statement.Code> limits() {
    var limits = all(codes).stream().map(FormInput::required).map(Statement.Code::of).toList();
    if (limits.contains(null)) throw FormInput.incomplete();
    if (limits.isEmpty() && byCode != null) {
      throw new ServiceProblem(400, "consent.nothing-chosen", null);
    }
    return limits;
  }
}
