package io.tallystick.insurer.plans.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.PlanDigests;
import io.tallystick.insurer.plans.domain.ServiceCategories;
import io.tallystick.insurer.plans.domain.ServiceCategory;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.crypto.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads plan documents and the code table from the class path; refuses what breaks the schema. */
public final class PlanReader {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(resource("plans/plan.schema.json"));

  private record CodeTable(
      Map<String, String> systems, Map<String, Map<String, List<String>>> codes) {}

  /** Every plan document named in {@code plans/index.txt}. */
  public static List<Plan> bundled() {
    return names().map(name -> read(name, text("plans/" + name))).toList();
  }

  /** The wording of each bundled plan. */
  public static PlanDigests digests() {
    return new PlanDigests(
        names()
            .collect(
                Collectors.toMap(
                    name -> read(name, text("plans/" + name)).reference(),
                    name ->
                        Digests.sha256(text("plans/" + name).getBytes(StandardCharsets.UTF_8)))));
  }

  private static Stream<String> names() {
    return text("plans/index.txt").lines().filter(line -> !line.isBlank());
  }

  /**
   * @param name for messages
   * @throws IllegalArgumentException if the document breaks the schema or contradicts itself
   */
  public static Plan read(String name, String yaml) {
    try {
      JsonNode tree = YAML.readTree(yaml);
      var errors = SCHEMA.validate(tree);
      if (!errors.isEmpty()) throw new IllegalArgumentException(name + ": " + errors);
      return YAML.treeToValue(tree, PlanDocument.class).toPlan();
    } catch (IOException malformed) {
      throw new IllegalArgumentException(name + " is not a plan in YAML", malformed);
    }
  }

  public static ServiceCategories categories() {
    try {
      var table = YAML.readValue(text("codes/service-categories.yaml"), CodeTable.class);
      var byCode = new HashMap<Code, ServiceCategory>();
      table.codes.forEach(
          (system, categories) ->
              categories.forEach(
                  (category, codes) ->
                      codes.forEach(code -> putOnce(byCode, new Code(system, code), category))));
      var bySystem = new HashMap<String, ServiceCategory>();
      table.systems.forEach(
          (system, category) -> bySystem.put(system, ServiceCategory.ofKey(category)));
      return new ServiceCategories(byCode, bySystem);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static void putOnce(Map<Code, ServiceCategory> table, Code code, String category) {
    if (table.put(code, ServiceCategory.ofKey(category)) != null) {
      throw new IllegalArgumentException(code.code() + " is listed twice");
    }
  }

  private static String text(String path) {
    try (var in = resource(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static InputStream resource(String path) {
    var in = PlanReader.class.getClassLoader().getResourceAsStream(path);
    if (in == null) throw new IllegalStateException(path + " is missing");
    return in;
  }

  private PlanReader() {}
}
