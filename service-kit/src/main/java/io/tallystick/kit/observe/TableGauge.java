package io.tallystick.kit.observe;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Numbers that lie in a table: a gauge, with one value for each set of tags. A CDI bean. */
public interface TableGauge {

  /** Codes and states only, never an id: each set is a time series. */
  record Value(Map<String, String> tags, double value) {}

  /** In Micrometer's spelling: {@code tallystick.claims.open}. */
  String name();

  String description();

  /** Asked every {@value TableGauges#EVERY}, so within milliseconds. */
  List<Value> read(Handle tx);
}
