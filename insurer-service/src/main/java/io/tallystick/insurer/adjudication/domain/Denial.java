package io.tallystick.insurer.adjudication.domain;

/**
 * Why a whole line isn't paid.
 *
 * @param rule the rule that said so, e.g. {@code coverage.lapsed}
 */
record Denial(Carc reason, String rule) {}
