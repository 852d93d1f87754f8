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
        FormInput.oneOf(words.purposes().keySet(), purpose),
        kinds,
        sensitive,
        FormInput.optionalDate(since),
        FormInput.optionalDate(until));
  }
}
