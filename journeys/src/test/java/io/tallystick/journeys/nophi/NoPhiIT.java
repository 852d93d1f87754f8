package io.tallystick.journeys.nophi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * After everything else has run: no patient's name, birth date or diagnosis is readable in anything
 * that the devnet left on disk. The whole state folder is searched, nothing in it left out, and
 * every row of every database.
 *
 * <p>Not searched: memory, swap and core dumps; values that PostgreSQL itself compressed and that
 * are only in a deleted row or in its log (the rows there are now are searched uncompressed); on
 * Fabric what LevelDB compressed of a peer's state (the blocks it follows from are searched); the
 * demo's own printout, which is shown to its user and not kept; what a person sees in the browser.
 */
@NeedsWholeSystem
@Order(90)
class NoPhiIT {

  /** Every node has its blocks in such a file. */
  private static final String FABRICS_BLOCKS = "blockfile_000000";

  private final WholeSystem system;
  private Set<String> needles;
  private Layers layers;

  NoPhiIT(WholeSystem system) {
    this.system = system;
  }

  @BeforeAll
  void everybody_s_needles() throws Exception {
    needles = Needles.of(new Patients(system).all());
    layers = new Layers(new NeedleSearch(needles));
    new DatabaseRows(system.devnet()).checkpoint();
  }

  @Test
  @Order(1)
  void the_sample_gives_needles_of_each_kind() {
    assertThat(needles).hasSizeGreaterThan(100);
    assertThat(needles).anyMatch(n -> n.matches("\\d{4}-\\d\\d-\\d\\d"));
    assertThat(needles).anyMatch(n -> n.matches("\\p{L}+\\d+"));
    assertThat(needles).anyMatch(n -> n.endsWith("(disorder)"));
  }

  /** A search that finds nothing proves nothing, unless it finds what was put there. */
  @TestFactory
  @Order(2)
  Stream<DynamicTest> a_planted_needle_is_found() throws IOException {
    var planted = new ArrayList<DynamicTest>();
    for (var place : places().entrySet()) {
      var bytes = Files.readAllBytes(place.getValue());
      var copy = Arrays.copyOf(bytes, Math.min(bytes.length, 2 << 20));
      Encodings.of(needle())
          .forEach(
              (dress, found) ->
                  planted.add(
                      DynamicTest.dynamicTest(
                          place.getKey() + ", " + dress, () -> findsPlanted(copy, found))));
    }
    return planted.stream();
  }

  @Test
  @Order(3)
  void no_file_of_the_devnet_holds_any() throws IOException {
    var found = new ConcurrentSkipListMap<String, Set<String>>();
    var bytes = new LongAdder();
    var files = files();
    files.parallelStream()
        .forEach(
            file -> {
              var content = read(file);
              bytes.add(content.length);
              var there = layers.search(content);
              if (!there.isEmpty()) found.put(name(file), there);
            });
    System.out.printf(
        "searched %d files, %d MiB, for %d needles%n",
        files.size(), bytes.sum() >> 20, needles.size());
    assertThat(found).isEmpty();
  }

  @Test
  @Order(4)
  void no_row_of_any_database_holds_any() throws Exception {
    var found = new ConcurrentSkipListMap<String, Set<String>>();
    var tables = new ConcurrentSkipListSet<String>();
    new DatabaseRows(system.devnet())
        .each(
            (table, row) -> {
              tables.add(table);
              var there = layers.search(row);
              if (!there.isEmpty()) found.put(table, there);
            });
    assertThat(tables).anyMatch(table -> table.startsWith("keycloak "));
    assertThat(tables).anyMatch(table -> table.startsWith("riverside_hospital_gateway "));
    assertThat(found).isEmpty();
  }

  private void findsPlanted(byte[] place, byte[] needle) {
    var half = place.length / 2;
    var planted = Arrays.copyOf(place, place.length + needle.length + 2);
    planted[half] = '\n'; // text stands between other text
    System.arraycopy(needle, 0, planted, half + 1, needle.length);
    planted[half + needle.length + 1] = '\n';
    System.arraycopy(place, half, planted, half + needle.length + 2, place.length - half);
    assertThat(layers.search(planted)).anyMatch(found -> found.endsWith(needle()));
  }

  private String needle() {
    return needles.stream().filter(n -> n.matches("\\p{L}+\\d+")).findFirst().orElseThrow();
  }

  /** A file of each kind. */
  private Map<String, Path> places() throws IOException {
    var home = system.devnet().home();
    var places = new LinkedHashMap<String, Path>();
    places.put("ledger", largest(home.data(""), system.isOnFabric() ? FABRICS_BLOCKS : ".blocks"));
    places.put("Kafka", largest(home.data("kafka"), ".log"));
    places.put("PostgreSQL's data", largest(home.data("postgres").resolve("base"), ""));
    places.put("PostgreSQL's WAL", largest(home.data("postgres").resolve("pg_wal"), ""));
    places.put("logs", largest(home.logs(), ".log"));
    places.put("configuration", largest(home.config(), ".properties"));
    return places;
  }

  private static Path largest(Path folder, String ending) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
          .orElseThrow(() -> new AssertionError("nothing in " + folder));
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(system.devnet().home().folder())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Files come and go while the parts run; one that is gone holds nothing. */
  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException gone) {
      return new byte[0];
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String name(Path file) {
    return system.devnet().home().folder().relativize(file).toString();
  }
}
