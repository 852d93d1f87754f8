package io.tallystick.vocabulary.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published form of a statement, and that what was signed before is still spelt so. */
class StatementSchemaTest {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(ConsentStatement.class.getResourceAsStream("consent-statement.schema.json"));

  @Property(tries = 200)
  void every_statement_is_of_the_schema_and_is_read_back_as_it_was(
      @ForAll("statements") List<ConsentStatement> statements) {
    for (var statement : statements) {
      var json = CanonicalJson.text(statement);
      assertThat(SCHEMA.validate(json, InputFormat.JSON)).as(json).isEmpty();
      assertThat(CanonicalJson.read(json, ConsentStatement.class)).isEqualTo(statement);
    }
  }

  @Test
  void statements_from_before_keep_their_bytes() {
    var signed =
        "{\"id\":\"a\",\"notAfter\":\"2027-01-01T00:00:00Z\",\"notBefore\":\"2026-01-01T00:00:00Z\","
            + "\"provisions\":[{\"classes\":[\"Observation\"],\"codes\":[],"
            + "\"dataFrom\":\"2026-01-01\",\"effect\":\"PERMIT\",\"exceptions\":[{\"classes\":[],"
            + "\"codes\":[{\"code\":\"1\",\"system\":\"s\"}],\"effect\":\"DENY\",\"exceptions\":[],"
            + "\"labels\":[\"HIV\"],\"purposes\":[]}],\"labels\":[],\"purposes\":[\"HPAYMT\"]}],"
            + "\"replaces\":[]}";
    assertThat(CanonicalJson.text(CanonicalJson.read(signed, ConsentStatement.class)))
        .isEqualTo(signed);
    var attributes =
        "{\"codes\":[],\"date\":\"2026-01-01\",\"labels\":[\"PSY\"],\"type\":\"Basic\"}";
    assertThat(CanonicalJson.text(CanonicalJson.read(attributes, ResourceAttributes.class)))
        .isEqualTo(attributes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"provisions\":[{}]}",
        "{\"provisions\":[{\"effect\":\"MAYBE\"}]}",
        "{\"provisions\":[{\"effect\":\"PERMIT\",\"unless\":[]}]}",
        "{\"provisions\":[{\"effect\":\"PERMIT\",\"actors\":[{\"kind\":\"ROLE\"}]}]}",
        "{\"provisions\":[{\"effect\":\"PERMIT\",\"obligations\":[{\"duty\":\"ERASE\"}]}]}",
        "{\"provisions\":[{\"effect\":\"DENY\",\"obligations\":[{\"duty\":\"NO_REDISCLOSURE\"}]}]}"
      })
  void what_is_no_statement_is_not_of_the_schema(String json) {
    assertThat(SCHEMA.validate(json, InputFormat.JSON)).isNotEmpty();
  }

  @Provide
  Arbitrary<List<ConsentStatement>> statements() {
    return Statements.statements();
  }
}
