package io.tallystick.gateway.requests.adapter;

import io.tallystick.kit.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with a Task, each with the element; nothing of its content is repeated. */
final class TaskProblems {

  static final String INCOMPLETE = "task.incomplete";
  static final String INVALID = "task.invalid";
  static final String UNSUPPORTED = "task.unsupported";

  private record Found(String code, String element, String detail) {}

  private final List<Found> found = new ArrayList<>();

  void add(String code, String element, String detail) {
    found.add(new Found(code, element, detail));
  }

  void missing(String element, String what) {
    add(INCOMPLETE, element, what);
  }

  /** The first names the problem, all are listed. */
  void raise() {
    if (found.isEmpty()) return;
    var first = found.getFirst();
    var all =
        found.stream()
            .map(f -> Map.of("code", f.code(), "element", f.element(), "detail", f.detail()))
            .toList();
    throw Problem.unprocessable(first.code(), first.element() + ": " + first.detail())
        .with("problems", all)
        .exception();
  }
}
