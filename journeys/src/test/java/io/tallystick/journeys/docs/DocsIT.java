package io.tallystick.journeys.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.devnet.layout.Folders;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.WholeSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An integrator's first day: every shell block of four pages is run as it stands there, in order,
 * and answers what the page says. Only the ports are this devnet's own.
 */
@NeedsWholeSystem
@Order(46)
class DocsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1[:/])(\\d{4})\\b");

  private static final String HELPER = "docs/devnet.sh";

  /** For a hospital's integrator, in the order in which they build on each other. */
  private static final List<String> PAGES =
      List.of("docs/records.md", "docs/consent.md", "docs/reuse.md", "docs/accesses.md");

  private final WholeSystem system;
  private final Path project = Installation.find().root();
  private final Path folder = WholeSystem.target().resolve("reader");

  DocsIT(WholeSystem system) {
    this.system = system;
  }

  /** What a reader has at hand: the project's launcher, the pages' helper, the state folder. */
  @BeforeAll
  void a_reader_in_the_project_s_folder() throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder.resolve("docs"));
    var launcher = folder.resolve("tallystick");
    Files.writeString(launcher, "#!/bin/sh\nexec %s/tallystick \"$@\"\n".formatted(project));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(folder.resolve(".tallystick"), system.devnet().home().folder());
    var helper = Files.readString(project.resolve(HELPER));
    Files.writeString(folder.resolve(HELPER), here(helper));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_page_is_followed_and_answers_what_it_says(Page page) throws IOException {
    assertThat(page.loose()).as("lines of shell outside of a fence").isEmpty();
    var environment = Map.of("TALLYSTICK_HOME", system.devnet().home().folder().toString());
    var begun = System.nanoTime();
    assertThat(new Reader(folder, this::here, environment, PATIENCE).follow(page)).isEmpty();
    report(page, (System.nanoTime() - begun) / 1e9);
  }

  Stream<Page> pages() {
    return PAGES.stream().map(this::page);
  }

  private Page page(String name) {
    try {
      return Page.read(name, Files.readString(project.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(Page page, double seconds) {
    long run = page.blocks().stream().filter(block -> block.notRun() == null).count();
    System.out.printf("%s: %d blocks run in %.1f s%n", page.name(), run, seconds);
    page.blocks().stream()
        .filter(block -> block.notRun() != null)
        .forEach(block -> System.out.printf("  %d not run: %s%n", block.line(), block.notRun()));
  }

  private String here(String text) {
    return PORT.matcher(text)
        .replaceAll(
            port -> port.group(1) + (Integer.parseInt(port.group(2)) + system.portOffset()));
  }
}
