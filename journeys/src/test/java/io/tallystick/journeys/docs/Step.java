package io.tallystick.journeys.docs;

import java.util.List;

/**
 * What a reader types before the page says what comes of it.
 *
 * @param line of the page where it begins
 * @param answers what the page prints beside it; none if it only has to go well
 */
record Step(int line, String command, List<Answer> answers) {

  /** How a page writes an answer: {@code # → 201 {"state":"PUBLISHED",…}}. */
  static final String ANSWER = "# →";

  /** What is wrong with how it went; empty if the page is right. */
  List<String> wrong(Outcome outcome) {
    var statuses = answers.stream().filter(a -> a.status() != null).toList();
    var wrong = new java.util.ArrayList<String>();
    if (outcome.exit() != 0) wrong.add("exit status " + outcome.exit());
    int told = outcome.statuses().size() - statuses.size();
    if (told < 0) wrong.add("the page tells of more requests than were made");
    for (int i = 0; i < outcome.statuses().size(); i++) {
      int got = outcome.statuses().get(i);
      boolean right = i < told ? got / 100 == 2 : got == statuses.get(i - told).status();
      if (!right) wrong.add("answered with status " + got);
    }
    answers.stream()
        .filter(answer -> !answer.isIn(outcome.output()))
        .forEach(answer -> wrong.add("not answered: " + answer.text()));
    return wrong;
  }
}
