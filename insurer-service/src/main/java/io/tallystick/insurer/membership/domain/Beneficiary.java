package io.tallystick.insurer.membership.domain;

import java.time.LocalDate;

/** Who a member is; kept sealed. */
public record Beneficiary(String family, String given, LocalDate birthDate) {}
