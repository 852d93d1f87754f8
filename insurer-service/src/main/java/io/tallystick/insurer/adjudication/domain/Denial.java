package io.tallystick.insurer.adjudication.domain;

import java.util.Optional;

/**
 * Why a whole line isn't paid.
 *
 * @param rule the rule that said so, e.g. {@code coverage.lapsed}
 * @param note what the provider and the member are told beside the codes
 */
record Denial(Carc reason, String rule, Optional<String> note) {

  Denial(Carc reason, String rule) {
    this(reason, rule, Optional.empty());
  }
}
