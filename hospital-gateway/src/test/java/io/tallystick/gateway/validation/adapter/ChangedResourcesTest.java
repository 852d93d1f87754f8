package io.tallystick.gateway.validation.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.gateway.validation.app.ResourceValidator;
import io.tallystick.gateway.validation.domain.Finding;
import io.tallystick.kit.testing.ConsortiumResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a source gets wrong is a finding, never a fault: HAPI's validator throws at some. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class ChangedResourcesTest {

  private static final long SEED = 20261124;
  private static final int CHANGED = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject ResourceValidator validator;

  private final List<String> published = published();

  private static List<String> published() {
    var name = "/published.ndjson";
    try (var lines = Objects.requireNonNull(ChangedResourcesTest.class.getResourceAsStream(name))) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void what_hospitals_publish_every_day_is_taken() {
    assertThat(published).hasSizeGreaterThan(40).noneMatch(this::isRefused);
  }

  @Test
  void any_change_of_it_is_taken_or_refused() throws IOException {
    var random = new Random(SEED);
    var refused = new ArrayList<String>();
    for (int i = 0; i < CHANGED; i++) {
      var resource = JSON.readTree(published.get(random.nextInt(published.size())));
      var told = new Change(random).apply(resource);
      var json = JSON.writeValueAsString(resource);
      assertThatCode(
              () -> {
                if (isRefused(json)) refused.add(told);
              })
          .as("seed %d: %s in %s", SEED, told, json)
          .doesNotThrowAnyException();
    }
    assertThat(refused).hasSizeBetween(CHANGED / 5, CHANGED - CHANGED / 20);
  }

  private boolean isRefused(String json) {
    return validator.validate(json.getBytes(StandardCharsets.UTF_8)).stream()
        .anyMatch(Finding::refuses);
  }
}
