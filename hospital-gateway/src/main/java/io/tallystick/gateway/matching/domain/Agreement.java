package io.tallystick.gateway.matching.domain;

/**
 * How one field of two people agrees, with its Fellegi–Sunter weight: log2 of how often it is so
 * for the same person (m) over how often for two people picked at random (u). The m and u are
 * estimates of ours for a hospital of some 100,000 patients, within a region; docs/records.md has
 * the table and the tests hold it to cases. The m of one field add up to 1, as do the u.
 */
public enum Agreement {
  FAMILY_SAME(Field.FAMILY, 0.92, 0.004),
  FAMILY_CLOSE(Field.FAMILY, 0.05, 0.006),
  FAMILY_DIFFERENT(Field.FAMILY, 0.03, 0.99),

  GIVEN_SAME(Field.GIVEN, 0.85, 0.012),
  GIVEN_VARIANT(Field.GIVEN, 0.06, 0.006),
  GIVEN_CLOSE(Field.GIVEN, 0.04, 0.010),
  /** One of the two is only an initial, and it fits. */
  GIVEN_INITIAL(Field.GIVEN, 0.02, 0.002),
  GIVEN_DIFFERENT(Field.GIVEN, 0.03, 0.97),

  BIRTH_DATE_SAME(Field.BIRTH_DATE, 0.93, 0.00004),
  /** Day and month, or two neighbouring digits, swapped. */
  BIRTH_DATE_TRANSPOSED(Field.BIRTH_DATE, 0.025, 0.00016),
  /** One digit differs. */
  BIRTH_DATE_ONE_DIGIT(Field.BIRTH_DATE, 0.025, 0.0008),
  BIRTH_DATE_DIFFERENT(Field.BIRTH_DATE, 0.02, 0.999),

  SEX_SAME(Field.SEX, 0.99, 0.5),
  SEX_DIFFERENT(Field.SEX, 0.01, 0.5),

  POSTAL_CODE_SAME(Field.POSTAL_CODE, 0.80, 0.02),
  /** The same area: the first three characters. */
  POSTAL_CODE_NEAR(Field.POSTAL_CODE, 0.10, 0.20),
  POSTAL_CODE_DIFFERENT(Field.POSTAL_CODE, 0.10, 0.78);

  public enum Field {
    FAMILY,
    GIVEN,
    BIRTH_DATE,
    SEX,
    POSTAL_CODE
  }

  private final Field field;
  private final double m;
  private final double u;

  Agreement(Field field, double m, double u) {
    this.field = field;
    this.m = m;
    this.u = u;
  }

  public Field field() {
    return field;
  }

  double m() {
    return m;
  }

  double u() {
    return u;
  }

  /** In bits; negative where it speaks against. */
  public double weight() {
    return Math.log(m / u) / Math.log(2);
  }
}
