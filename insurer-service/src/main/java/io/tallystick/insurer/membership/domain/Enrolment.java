package io.tallystick.insurer.membership.domain;

import io.tallystick.insurer.plans.domain.DatePeriod;

/** What an enrolment system asks for. */
public record Enrolment(String memberId, Beneficiary beneficiary, String plan, DatePeriod period) {}
