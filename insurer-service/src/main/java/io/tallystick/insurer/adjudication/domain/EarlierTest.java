package io.tallystick.insurer.adjudication.domain;

import java.time.LocalDate;

/** A test that another provider billed for the same member before, in a claim that stands. */
public record EarlierTest(String claimId, String provider, LocalDate serviced) {}
