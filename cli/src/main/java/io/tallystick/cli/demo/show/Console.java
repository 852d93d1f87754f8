package io.tallystick.cli.demo.show;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the demo prints: a line per stage with the seconds it took, and titled blocks. */
public final class Console {

  private final PrintStream out;

  public Console(PrintStream out) {
    this.out = out;
  }

  /** Runs a stage and prints its line when it is done. */
  public <T> T stage(String name, Supplier<T> work, Function<T, String> outcome) {
    var start = System.nanoTime();
    var result = work.get();
    var seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "%6.1f s  %-22s %s%n", seconds, name, outcome.apply(result));
    return result;
  }

  public void title(String text) {
    out.printf("%n%s%n%s%n", text, "─".repeat(text.length()));
  }

  public void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
