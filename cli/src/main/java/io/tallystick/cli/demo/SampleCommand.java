package io.tallystick.cli.demo;

import io.tallystick.cli.demo.synthea.GenerateSynthea;
import io.tallystick.cli.demo.synthea.SampleArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Generates a sample as the committed one was; for whoever wants to change or check it. */
@Command(
    name = "sample",
    description = "Generates synthetic patients with Synthea and writes them as a sample file.")
public final class SampleCommand implements Callable<Integer> {

  @Option(names = "--patients", defaultValue = "24", description = "living patients")
  private int patients;

  @Option(names = "--seed", defaultValue = "42", description = "Synthea's seed")
  private long seed;

  @Option(names = "--out", required = true, description = "the zip file to write")
  private Path out;

  @Override
  public Integer call() throws Exception {
    var work = Files.createTempDirectory("tallystick-synthea");
    var sample = new GenerateSynthea(Path.of("").toAbsolutePath(), work).generate(patients, seed);
    try (var file = Files.newOutputStream(out)) {
      SampleArchive.write(sample, file);
    }
    System.out.printf(
        "%d patients in %s (%,d KB)%n", sample.patients().size(), out, Files.size(out) / 1024);
    return 0;
  }
}
