package io.tallystick.journeys.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallystick.vocabulary.ledger.OperationTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A claim's history in the portal is made of the contract's functions: each has its words. */
class WordsOfStepsTest {

  private static final String FILE = "/META-INF/resources/assets/words.json";

  @Test
  void every_step_of_a_claim_has_words_in_the_portal() throws IOException {
    var words = new ArrayList<String>();
    try (var file = WordsOfStepsTest.class.getResourceAsStream(FILE)) {
      new ObjectMapper().readTree(file).get("steps").fieldNames().forEachRemaining(words::add);
    }
    assertThat(words).containsAll(steps());
  }

  /** As the claim service names them: also what a successor writes again, and two steps in one. */
  private static List<String> steps() {
    var steps = new ArrayList<>(List.of("TAKEOVER", "ADJUDICATE_AND_SETTLE"));
    OperationTypes.all().keySet().stream()
        .filter(transaction -> transaction.startsWith("claim:"))
        .map(transaction -> transaction.substring("claim:".length()).toUpperCase(Locale.ROOT))
        .forEach(steps::add);
    return steps;
  }
}
