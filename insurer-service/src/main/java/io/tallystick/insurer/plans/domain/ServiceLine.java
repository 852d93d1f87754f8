package io.tallystick.insurer.plans.domain;

import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.money.Money;
import java.time.LocalDate;

/**
 * One billed line as a plan looks at it.
 *
 * @param sequence {@code Claim.item.sequence}
 * @param code {@code Claim.item.productOrService}, its first coding
 * @param serviced the line's date, or the start of its period
 * @param charge {@code Claim.item.net}
 */
public record ServiceLine(
    int sequence, Code code, ServiceCategory category, LocalDate serviced, Money charge) {}
