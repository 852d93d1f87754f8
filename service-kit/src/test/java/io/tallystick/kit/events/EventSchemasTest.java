package io.tallystick.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.events.content.ClaimAnswered;
import io.tallystick.kit.events.content.ClaimAppealed;
import io.tallystick.kit.events.content.ClaimCancelled;
import io.tallystick.kit.events.content.ClaimPended;
import io.tallystick.kit.events.content.ClaimReversed;
import io.tallystick.kit.events.content.ClaimSubmitted;
import io.tallystick.kit.events.content.ConsentChanged;
import io.tallystick.kit.events.content.ErasureOwed;
import io.tallystick.kit.events.content.ErasureReceipted;
import io.tallystick.kit.events.content.EvidenceRefused;
import io.tallystick.kit.events.content.EvidenceReleased;
import io.tallystick.kit.events.content.EvidenceRequested;
import io.tallystick.kit.events.content.RecordPublished;
import io.tallystick.kit.requester.Askers;
import io.tallystick.vocabulary.consent.RequesterAssertion;
import io.tallystick.vocabulary.consent.WhoAsks;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "0123456789abcdef".repeat(2);
  private static final Instant AT = Instant.parse("2026-11-23T10:00:00.123Z");
  private static final byte[] BYTES = {1, 2, 3};

  static Stream<Record> contents() {
    return Stream.of(
        new ClaimSubmitted(ID, BYTES, BYTES, "riverside", AT),
        new ClaimAnswered(ID, BYTES, BYTES, ClaimAnswered.CONSENT_GRANTED),
        new ClaimCancelled(ID, "entered twice"),
        new ClaimPended(ID, LedgerOperation.PendReason.REVIEW.name(), AT, "a person decides"),
        new ClaimAdjudicated(
            ID, BYTES, BYTES, "PAID", List.of("45", "PR3"), true, BYTES, BYTES, BYTES, BYTES),
        new ClaimAppealed(ID, 2, "PATIENT", BYTES, BYTES, BYTES, BYTES, BYTES, BYTES),
        new ClaimReversed(ID, BYTES, BYTES),
        new EvidenceRequested(
            ID,
            ID,
            "HPAYMT",
            List.of("e-1"),
            new EvidenceRequested.Patient(
                List.of(new EvidenceRequested.Identifier("urn:s", "v")),
                "Doe",
                "Jane",
                LocalDate.of(1980, 2, 29)),
            List.of("Condition"),
            AT,
            new WhoAsks(
                new RequesterAssertion(
                    ID,
                    "harbor",
                    "riverside",
                    "HPAYMT",
                    List.of(Askers.practitioner("harbor", "hank"), Askers.role("adjudicator")),
                    List.of("disclose"),
                    AT),
                "c2ln")),
        new EvidenceReleased(ID, ID, ID, "http://127.0.0.1/r", List.of(ID), 2, 1, AT),
        new EvidenceRefused(ID, ID, ID, LedgerOperation.DenialReason.NO_CONSENT.name(), true),
        new ConsentChanged(ID, 2, "riverside", "harbor", true, "p-1"),
        new RecordPublished(ID),
        new ErasureOwed(ID, List.of(ID)),
        new ErasureReceipted(ID, "RETAINED", "LEGAL_OBLIGATION", AT));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void content_is_what_its_schema_says(Record content) throws IOException {
    var schema = schema(content);
    var json = JSON.readTree(CanonicalJson.bytes(content));
    assertThat(schema.validate(json)).isEmpty();

    for (var name : required(content)) {
      ObjectNode without = json.deepCopy();
      without.remove(name);
      assertThat(schema.validate(without)).as("without " + name).isNotEmpty();
    }
    ObjectNode more = json.deepCopy();
    more.put("unheardOf", 1);
    assertThat(schema.validate(more)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("contents")
  void schema_and_record_have_the_same_members(Record content) throws IOException {
    var members = new HashSet<String>();
    read("schemas/" + content.getClass().getSimpleName() + ".json")
        .get("properties")
        .fieldNames()
        .forEachRemaining(members::add);
    assertThat(members)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(content.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  @Test
  void the_asyncapi_page_leads_to_every_schema() throws IOException {
    var page = read("asyncapi.json");
    var referred = new HashSet<String>();
    for (var message : page.get("components").get("messages")) {
      referred.add(message.get("x-content").get("$ref").asText());
    }
    assertThat(referred)
        .containsExactlyInAnyOrderElementsOf(
            contents().map(c -> "schemas/" + c.getClass().getSimpleName() + ".json").toList());
    for (var family : Topics.FAMILIES) {
      assertThat(page.get("channels").get(family).get("address").asText())
          .isEqualTo(Topics.of(family, "{receiver}"));
    }
  }

  private static Set<String> required(Record content) throws IOException {
    var names = new HashSet<String>();
    read("schemas/" + content.getClass().getSimpleName() + ".json")
        .get("required")
        .forEach(name -> names.add(name.asText()));
    return names;
  }

  private static JsonSchema schema(Record content) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(read("schemas/" + content.getClass().getSimpleName() + ".json"));
  }

  private static JsonNode read(String name) throws IOException {
    try (var file = EventSchemasTest.class.getResourceAsStream("/events/" + name)) {
      return JSON.readTree(file);
    }
  }
}
