package io.tallystick.insurer.adjudication.domain;

import io.tallystick.vocabulary.money.Money;

/** Why a part of a charge isn't paid, and who bears it (an X12 835 CAS segment). */
public record Adjustment(Carc reason, Money amount) {}
