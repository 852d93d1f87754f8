package io.tallystick.portal.staff;

import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.services.ServiceProblem;
import io.tallystick.portal.services.Statement;
import io.tallystick.portal.words.Words;
import jakarta.ws.rs.FormParam;
import java.time.LocalDate;
import java.util.List;

/** A form on paper as a clerk types it in; the scan is read by the page's script. */
public class PaperForm {

  private static final int LONGEST_DAYS = 365;

  /** 6 MB in base64. */
  private static final int LONGEST_SCAN = 8_000_004;

  @FormParam("grantee")
  String grantee;

  @FormParam("purpose")
  String purpose;

  @FormParam("kind")
  List<String> kinds;

  @FormParam("label")
  List<String> labels;

  @FormParam("days")
  String days;

  @FormParam("signed-on")
  String signedOn;

  @FormParam("scan")
  String scan;

  String grantee() {
    return FormInput.required(grantee);
  }

  int days() {
    return FormInput.between(1, LONGEST_DAYS, days);
  }

  LocalDate signedOn() {
    return FormInput.date(signedOn);
  }

  String scan() {
    if (scan == null || scan.isBlank()) throw new ServiceProblem(422, "paper.scan-unusable", null);
    if (scan.length() > LONGEST_SCAN) throw new ServiceProblem(413, "paper.scan-too-large", null);
    return scan;
  }

  Statement statement(Words words) {
    if (kinds == null || kinds.isEmpty()) {
      throw new ServiceProblem(400, "consent.nothing-chosen", null);
    }
    kinds.forEach(kind -> FormInput.oneOf(words.classes().keySet(), kind));
    var sensitive = labels == null ? List.<String>of() : labels;
    sensitive.forEach(label -> FormInput.oneOf(words.labels().keySet(), label));
    return Statement.permitting(
        FormInput.oneOf(words.purposes().keySet(), purpose),
        kinds,
        List.of(),
        sensitive,
        null,
        null);
  }
}
