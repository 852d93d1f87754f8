package io.tallystick.portal.errors;

import io.tallystick.portal.services.ServiceProblem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;

/** Reads form fields; what doesn't fit ends in a page that says so. */
public final class FormInput {

  private static final int LONGEST_FIELD = 4000;

  public static ServiceProblem incomplete() {
    return new ServiceProblem(400, "form.incomplete", null);
  }

  public static String required(String value) {
    if (value == null || value.isBlank() || value.length() > LONGEST_FIELD) throw incomplete();
    return value.strip();
  }

  public static String oneOf(Set<String> allowed, String value) {
    if (value == null || !allowed.contains(value)) throw incomplete();
    return value;
  }

  public static LocalDate date(String value) {
    var given = optionalDate(value);
    if (given == null) throw incomplete();
    return given;
  }

  /**
   * @return null if the field was left empty
   */
  public static LocalDate optionalDate(String value) {
    if (value == null || value.isBlank()) return null;
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException notADate) {
      throw incomplete();
    }
  }

  public static int between(int least, int most, String value) {
    try {
      int number = Integer.parseInt(required(value));
      if (number < least || number > most) throw incomplete();
      return number;
    } catch (NumberFormatException notANumber) {
      throw incomplete();
    }
  }

  private FormInput() {}
}
