package io.tallystick.kit.fhir.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.kit.fhir.StrictFhirJson;
import io.tallystick.kit.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Published claims with one value damaged: refused or understood, never a fault of ours. */
class DamagedClaimsTest {

  private static final int DAMAGES_OF_EACH = 150;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> JUNK =
      List.of(
          "null",
          "true",
          "-1",
          "0.1",
          "1e308",
          "12345678901234567890",
          "\"\"",
          "\" \"",
          "\"2026-13-45\"",
          "\"0000-00-00\"",
          "\"9999-12-31T24:00:00Z\"",
          "\"urn:x|y\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "{\"a\":1}",
          "\"#\"",
          "\"#nobody\"",
          "\"/_history/\"");

  private final ClaimDocument reader =
      new ClaimDocument(new StrictFhirJson(strict()), OrgIdentifiers.none());

  @Test
  void a_damaged_claim_is_refused_or_understood() throws IOException {
    long seed = System.nanoTime();
    System.out.println("damaged claims, seed " + seed);
    var random = new Random(seed);
    int reached = 0;
    for (var file : PublishedClaimsTest.published().toList()) {
      for (int i = 0; i < DAMAGES_OF_EACH; i++) {
        if (reads(damaged(file, random), seed)) reached++;
      }
    }
    assertThat(reached).as("damages that FHIR's own reader lets pass").isGreaterThan(300);
  }

  private boolean reads(String json, long seed) {
    try {
      assertThat(reader.read(json.getBytes(StandardCharsets.UTF_8))).isNotNull();
      return true;
    } catch (ProblemException notFhir) {
      assertThat(notFhir.problem().code()).isEqualTo("fhir.invalid");
      return false;
    } catch (RuntimeException fault) {
      return fail("seed " + seed + ", claim " + json, fault);
    }
  }

  private static String damaged(Path file, Random random) throws IOException {
    var claim = JSON.readTree(file.toFile());
    var places = new ArrayList<JsonNode>();
    collect(claim, places);
    var place = places.get(random.nextInt(places.size()));
    var junk = JSON.readTree(JUNK.get(random.nextInt(JUNK.size())));
    switch (place) {
      case ObjectNode object -> {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        object.set(names.get(random.nextInt(names.size())), junk);
      }
      case ArrayNode array -> array.set(random.nextInt(array.size()), junk);
      default -> throw new AssertionError("only containers are collected");
    }
    return claim.toString();
  }

  private static FhirContext strict() {
    var context = FhirContext.forR4();
    context.setParserErrorHandler(new StrictErrorHandler());
    return context;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode() && !node.isEmpty()) containers.add(node);
    node.forEach(child -> collect(child, containers));
  }
}
