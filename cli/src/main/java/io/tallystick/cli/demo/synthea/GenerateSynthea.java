package io.tallystick.cli.demo.synthea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.SyntheaSample.About;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs Synthea, fetched by Maven on demand, as a process of its own: it drags 143 jars, among them
 * an old HAPI. The same population and seed give the same patients.
 */
public final class GenerateSynthea {

  /** Fixed, so that a seed means the same patients in every year. */
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  private static final int YEARS = 2;
  private static final long LIMIT_MINUTES = 20;

  private final Path project;
  private final Path work;

  /**
   * @param project the project's root, where {@code mvnw} is
   * @param work a folder of its own for Synthea's output
   */
  public GenerateSynthea(Path project, Path work) {
    this.project = project;
    this.work = work;
  }

  /**
   * @param patients living patients; those who died on the way come on top
   * @throws IOException if Synthea can't be fetched or fails; the message names the log
   */
  public SyntheaSample generate(int patients, long seed) throws IOException, InterruptedException {
    Files.createDirectories(work);
    run("fetch", resolve());
    run("synthea", synthea(patients, seed));
    var command = "./tallystick demo sample --patients " + patients + " --seed " + seed;
    return trimmed(
        output(patients, seed),
        new About(
            "Synthea, https://github.com/synthetichealth/synthea",
            "Apache-2.0",
            command,
            TODAY,
            TODAY.minusYears(YEARS)));
  }

  private List<String> resolve() throws IOException {
    var pom = work.resolve("pom.xml");
    try (var in = GenerateSynthea.class.getResourceAsStream("/synthea/pom.xml")) {
      Files.write(pom, in.readAllBytes());
    }
    return List.of(
        project.resolve("mvnw").toString(),
        "-B",
        "-q",
        "-ntp",
        "-f",
        pom.toString(),
        "dependency:build-classpath",
        "-Dmdep.outputFile=" + classPath());
  }

  private List<String> synthea(int patients, long seed) throws IOException {
    var today = TODAY.format(DateTimeFormatter.BASIC_ISO_DATE);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx2g", "-cp", Files.readString(classPath()).strip(), "App"));
    command.addAll(List.of("-p", "" + patients, "-s", "" + seed, "-cs", "" + seed));
    command.addAll(List.of("-r", today, "-e", today));
    command.add("--exporter.baseDirectory=" + output(patients, seed));
    command.add("--exporter.years_of_history=" + YEARS);
    command.add("--exporter.pretty_print=false");
    return command;
  }

  private Path classPath() {
    return work.resolve("classpath.txt");
  }

  private void run(String name, List<String> command) throws IOException, InterruptedException {
    var log = work.resolve(name + ".log");
    var builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("Synthea took more than " + LIMIT_MINUTES + " minutes; see " + log);
    }
    if (process.exitValue() != 0) throw new IOException("Synthea failed; see " + log);
  }

  private Path output(int patients, long seed) {
    return work.resolve("output-" + patients + "-" + seed);
  }

  private static SyntheaSample trimmed(Path output, About about) throws IOException {
    var patients = new ArrayList<ObjectNode>();
    JsonNode hospitals = Fhir.object();
    try (var files = Files.list(output.resolve("fhir"))) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString();
        var json = Fhir.JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
        if (name.startsWith("hospitalInformation")) hospitals = json;
        else if (!name.startsWith("practitionerInformation")) {
          patients.add(TrimSynthea.patient(json, about.from()));
        }
      }
    }
    return new SyntheaSample(about, TrimSynthea.providers(hospitals, patients), patients);
  }
}
