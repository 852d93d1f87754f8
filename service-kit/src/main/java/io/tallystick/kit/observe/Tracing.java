package io.tallystick.kit.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.MDC;

/**
 * Goes on with a trace where a step was left to another thread, another day or another institution:
 * events, ledger commands, fetches. Log lines of the step carry the trace's id.
 */
@ApplicationScoped
public class Tracing {

  /** Names that Quarkus gives them in the log lines of HTTP requests. */
  private static final String TRACE_ID = "traceId";

  private static final String SPAN_ID = "spanId";

  private final Tracer tracer;

  public Tracing(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Runs one step of a trace, on this thread.
   *
   * @param traceparent where it comes from; null or malformed begins a trace of its own
   * @param step what is done, from a small set of names: {@code claim.submitted}
   */
  public void run(String traceparent, String step, Runnable work) {
    var before = Traceparent.read(traceparent);
    var parent = before.map(it -> Context.root().with(Span.wrap(it))).orElseGet(Context::root);
    var span =
        tracer.spanBuilder(step).setParent(parent).setSpanKind(SpanKind.CONSUMER).startSpan();
    var scope = span.makeCurrent();
    try {
      MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
      MDC.put(SPAN_ID, span.getSpanContext().getSpanId());
      work.run();
    } finally {
      MDC.remove(TRACE_ID);
      MDC.remove(SPAN_ID);
      scope.close();
      span.end();
    }
  }
}
