package io.tallystick.gateway.records.adapter;

import io.tallystick.gateway.records.domain.LabelResources;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The committed code table, read once. */
@ApplicationScoped
public class LabelTable {

  private static final String FILE = "/sensitivity-labels.csv";

  @Produces
  @Singleton
  SensitivityLabels labels() {
    return read();
  }

  @Produces
  @Singleton
  LabelResources labelResources(SensitivityLabels labels) {
    return new LabelResources(labels);
  }

  public static SensitivityLabels read() {
    try (var in = LabelTable.class.getResourceAsStream(FILE)) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SensitivityLabels.read(text.lines().toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
