package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.Obligation.Duty;
import java.time.LocalDate;
import java.util.ArrayList;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;

/**
 * An obligation as a modifier extension: R4 has no element for it, and who doesn't know it must not
 * act on the permit.
 */
final class FhirObligations {

  private static final String DUTY = "duty";
  private static final String ELEMENT = "element";
  private static final String ON = "on";
  private static final String AFTER_DAYS = "afterDays";

  static Extension write(Obligation obligation) {
    var extension = new Extension(Terms.OBLIGATION);
    extension.addExtension(DUTY, new CodeType(obligation.duty().name()));
    obligation.elements().forEach(e -> extension.addExtension(ELEMENT, new StringType(e)));
    if (obligation.on() != null) {
      extension.addExtension(ON, new DateType(obligation.on().toString()));
    }
    if (obligation.afterDays() != null) {
      extension.addExtension(AFTER_DAYS, new IntegerType(obligation.afterDays()));
    }
    return extension;
  }

  static Obligation read(Extension extension, String path) {
    Duty duty = null;
    var elements = new ArrayList<String>();
    LocalDate on = null;
    Integer afterDays = null;
    try {
      for (var part : extension.getExtension()) {
        var value = part.getValueAsPrimitive().getValueAsString();
        switch (part.getUrl()) {
          case DUTY -> duty = Duty.valueOf(value);
          case ELEMENT -> elements.add(value);
          case ON -> on = LocalDate.parse(value);
          case AFTER_DAYS -> afterDays = Integer.valueOf(value);
          default -> throw new IllegalArgumentException("no such part");
        }
      }
      return new Obligation(duty, elements, on, afterDays);
    } catch (RuntimeException malformed) {
      throw new NotHonoured(path, "is not an obligation that is known here");
    }
  }

  private FhirObligations() {}
}
