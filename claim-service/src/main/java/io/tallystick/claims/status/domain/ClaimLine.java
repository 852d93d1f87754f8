package io.tallystick.claims.status.domain;

import io.tallystick.vocabulary.money.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * One line as the desk and the patient see it.
 *
 * @param service display or code of what was done
 * @param decision {@code ALLOWED} or {@code DENIED}; absent, like the amounts, before the payer's
 *     answer
 * @param reasonCodes CARC codes
 */
public record ClaimLine(
    int sequence,
    String service,
    LocalDate serviceDate,
    Money charged,
    Money paid,
    Money patientOwes,
    String decision,
    List<String> reasonCodes) {}
