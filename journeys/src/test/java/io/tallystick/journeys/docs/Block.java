package io.tallystick.journeys.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * A shell block of a page.
 *
 * @param line of its fence
 * @param notRun the page's reason why it isn't run; null if it is
 */
record Block(int line, List<Step> steps, String notRun) {

  /** A step ends with the answers beside it, or with the block. */
  static Block of(int fence, List<String> lines, String notRun) {
    var steps = new ArrayList<Step>();
    var command = new ArrayList<String>();
    var answers = new ArrayList<Answer>();
    int begins = fence + 1;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.startsWith(Step.ANSWER)) {
        answers.add(Answer.of(line.substring(Step.ANSWER.length()).strip()));
        continue;
      }
      if (!answers.isEmpty()) {
        steps.add(new Step(begins, String.join("\n", command), List.copyOf(answers)));
        command.clear();
        answers.clear();
        begins = fence + 1 + i;
      }
      command.add(line);
    }
    steps.add(new Step(begins, String.join("\n", command), List.copyOf(answers)));
    return new Block(fence, List.copyOf(steps), notRun);
  }
}
