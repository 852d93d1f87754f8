package io.tallystick.journeys.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sentence about a ledger (the method's name), and what the ledger must answer: what the method
 * returns. The expectation comes from Fabric's documentation and source, never from the dev ledger.
 * {@code …} in it stands for any text.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Case {

  /** What Fabric answers. */
  String value();

  /** What the dev ledger answers instead, where it differs on purpose. */
  String onDevLedger() default "";

  /** Why it differs. */
  String because() default "";
}
