package io.tallystick.kit.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A step of a trace as W3C Trace Context writes it ({@code 00-<trace>-<span>-<flags>}, lower-case
 * hexadecimal): what travels in HTTP, in events and with ledger commands, so that one id leads from
 * a request to its answer. It names nobody.
 */
public final class Traceparent {

  private static final Pattern WRITTEN =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  /** Of the work that this thread is doing; null if it belongs to no trace. */
  public static String current() {
    var span = Span.current().getSpanContext();
    if (!span.isValid()) return null;
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
  }

  /** Empty for null and for what isn't one: a sender's slip must not stop its event. */
  static Optional<SpanContext> read(String text) {
    var written = WRITTEN.matcher(text == null ? "" : text);
    if (!written.matches()) return Optional.empty();
    var span =
        SpanContext.createFromRemoteParent(
            written.group(1),
            written.group(2),
            TraceFlags.fromHex(written.group(3), 0),
            TraceState.getDefault());
    return Optional.of(span).filter(SpanContext::isValid);
  }

  private Traceparent() {}
}
