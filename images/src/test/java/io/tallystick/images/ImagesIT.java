package io.tallystick.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images are made here, of what was just built, without a container engine or a network. */
class ImagesIT {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Application CHAINCODE = Application.ALL.getLast();
  private static final byte GZIP = 0x1f;

  @TempDir static Path folder;

  private static String first;
  private static Map<String, byte[]> blobs;
  private static Map<String, TarArchiveEntry> files;

  @BeforeAll
  static void build() throws Exception {
    first = make("first");
    blobs = contents(Files.newInputStream(folder.resolve("first.tar")));
    files = new TreeMap<>();
    for (var blob : blobs.values()) {
      if (blob[0] != GZIP) continue;
      var layer = new GZIPInputStream(new ByteArrayInputStream(blob));
      try (var tar = new TarArchiveInputStream(layer)) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          files.put("/" + entry.getName(), entry);
        }
      }
    }
  }

  @Test
  void built_twice_from_nothing_an_image_has_the_same_digest() throws Exception {
    assertThat(make("second")).isEqualTo(first);
  }

  @Test
  void it_runs_as_a_user_who_owns_nothing_in_it() {
    assertThat(configuration()).contains("\"User\":\"10001:10001\"");
    assertThat(files.values())
        .filteredOn(it -> !it.isDirectory())
        .isNotEmpty()
        .allMatch(it -> it.getLongUserId() == 0, "is root's")
        .allMatch(it -> (it.getMode() & 0222) == 0, "can't be written");
  }

  @Test
  void what_it_starts_is_in_it_and_no_shell_is() {
    assertThat(configuration()).contains("\"Entrypoint\":[\"/opt/java/bin/java\"");
    assertThat(files.get("/opt/java/bin/java").getMode() & 0111).isNotZero();
    assertThat(files)
        .containsKey("/app/chaincode.jar")
        .containsKey("/lib64/ld-linux-x86-64.so.2")
        .doesNotContainKeys("/bin/sh", "/usr/bin/sh", "/bin/bash", "/usr/bin/env");
  }

  @ParameterizedTest
  @MethodSource("whatEachIsMadeOf")
  void its_bill_of_materials_names_what_it_is_made_of(Application application, String library)
      throws IOException {
    var bom = Files.readString(application.sbom(ROOT));
    assertThat(bom).contains("\"bomFormat\" : \"CycloneDX\"").contains("\"" + library + "\"");
  }

  static Stream<Arguments> whatEachIsMadeOf() {
    return Application.ALL.stream()
        .map(it -> arguments(it, it.equals(CHAINCODE) ? "fabric-chaincode-shim" : "quarkus-core"));
  }

  @Test
  void the_bill_is_in_the_image_too() {
    assertThat(files).containsKey("/app/bom.json");
  }

  private static String make(String name) throws Exception {
    var work = Files.createDirectories(folder.resolve(name));
    var image = new Image(CHAINCODE, ROOT, work, Optional.empty(), "test");
    var tar = TarImage.at(folder.resolve(name + ".tar")).named("tallystick/chaincode:test");
    return image.to(Containerizer.to(tar)).getDigest().toString();
  }

  private static String configuration() {
    return blobs.values().stream()
        .filter(it -> it[0] != GZIP)
        .map(it -> new String(it, StandardCharsets.UTF_8))
        .filter(it -> it.contains("\"Entrypoint\""))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, byte[]> contents(InputStream archive) throws IOException {
    var contents = new HashMap<String, byte[]>();
    try (var tar = new TarArchiveInputStream(archive)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (List.of("oci-layout").contains(entry.getName()) || entry.isDirectory()) continue;
        contents.put(entry.getName(), tar.readAllBytes());
      }
    }
    return contents;
  }
}
