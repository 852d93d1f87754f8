package io.tallystick.cli.demo.synthea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.SyntheaSample.About;
import io.tallystick.cli.demo.synthea.SyntheaSample.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A sample as one zip: {@code about.json}, {@code providers.json}, {@code patients/0001.json} and
 * on. The same sample gives the same bytes.
 */
public final class SampleArchive {

  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** The committed sample. */
  public static SyntheaSample committed() throws IOException {
    try (var in = SampleArchive.class.getResourceAsStream("/synthea/sample-24-seed-42.zip")) {
      if (in == null) throw new IOException("the committed Synthea sample is not in this build");
      return read(in);
    }
  }

  public static void write(SyntheaSample sample, OutputStream out) throws IOException {
    try (var zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      put(zip, "about.json", about(sample.about()));
      put(zip, "providers.json", Fhir.JSON.valueToTree(sample.providers()));
      int number = 0;
      for (var patient : sample.patients()) {
        put(zip, "patients/%04d.json".formatted(++number).toLowerCase(Locale.ROOT), patient);
      }
    }
  }

  public static SyntheaSample read(InputStream in) throws IOException {
    About about = null;
    var providers = new ArrayList<Provider>();
    var patients = new ArrayList<ObjectNode>();
    try (var zip = new ZipInputStream(in)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var json = Fhir.JSON.readTree(zip.readAllBytes());
        switch (entry.getName()) {
          case "about.json" -> about = about(json);
          case "providers.json" -> providers.addAll(providers(json));
          default -> patients.add((ObjectNode) json);
        }
      }
    }
    return new SyntheaSample(about, providers, patients);
  }

  private static JsonNode about(About about) {
    return Fhir.object()
        .put("source", about.source())
        .put("licence", about.licence())
        .put("command", about.command())
        .put("referenceDate", about.referenceDate().toString())
        .put("from", about.from().toString());
  }

  private static About about(JsonNode json) {
    return new About(
        json.path("source").asText(),
        json.path("licence").asText(),
        json.path("command").asText(),
        LocalDate.parse(json.path("referenceDate").asText()),
        LocalDate.parse(json.path("from").asText()));
  }

  private static List<Provider> providers(JsonNode json) throws IOException {
    return List.of(Fhir.JSON.treeToValue(json, Provider[].class));
  }

  private static void put(ZipOutputStream zip, String name, JsonNode json) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(ALWAYS);
    zip.putNextEntry(entry);
    zip.write(Fhir.bytes(json));
    zip.closeEntry();
  }

  private SampleArchive() {}
}
