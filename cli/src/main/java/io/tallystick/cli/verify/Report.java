package io.tallystick.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallystick.cli.verify.chain.Finding;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a verification came to.
 *
 * @param headerHash of the last block: two who verified chains with the same one verified the same
 *     chain; null for an empty chain
 */
record Report(
    long blocks, long transactions, int claims, String headerHash, List<Finding> problems) {

  private static final int SHOWN = 200;

  static Report of(Verified verified) {
    long blocks = verified.chain().height();
    return new Report(
        blocks,
        verified.chain().transactions(),
        verified.chronicle().claims(),
        blocks == 0 ? null : verified.headerHash(blocks - 1),
        List.copyOf(verified.findings()));
  }

  void print(PrintStream out) {
    problems.stream().limit(SHOWN).forEach(out::println);
    if (problems.size() > SHOWN) {
      out.printf("… and %d more; --json shows all%n", problems.size() - SHOWN);
    }
    out.printf(
        "verified: %d blocks, %d transactions, %d claims, %d problems%n",
        blocks, transactions, claims, problems.size());
  }

  void printJson(PrintStream out) {
    try {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
