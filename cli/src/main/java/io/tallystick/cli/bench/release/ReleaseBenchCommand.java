package io.tallystick.cli.bench.release;

import com.nimbusds.jose.jwk.ECKey;
import io.tallystick.cli.DevnetOptions;
import io.tallystick.cli.Progress;
import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.ledger.identity.Ecdsa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tallystick bench release}: a large release, from the request to the opened package. */
@Command(
    name = "release",
    description = {
      "Measures releases on a devnet, brought up if need be: a request under a standing consent,",
      "the sealed package fetched, opened and followed to its roots. Open loop, ledger included."
    })
public final class ReleaseBenchCommand implements Callable<Integer> {

  private static final long SEED = 42;

  @Mixin private DevnetOptions options;

  @Option(
      names = "--megabytes",
      defaultValue = "3",
      description = "Of the record that is released (default: 3).")
  private double megabytes;

  @Option(names = "--rate", defaultValue = "1", description = "Releases a second (default: 1).")
  private double rate;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Of the measurement (default: 60).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "At the same rate, before (default: 20).")
  private int warmUp;

  @Option(
      names = "--results",
      paramLabel = "FOLDER",
      description = "Where table and JSON go (default: docs/results in the project).")
  private Path results;

  @Override
  public Integer call() throws Exception {
    // The grantee shares the cores: it should open with what a service would.
    Ecdsa.prefer();
    var devnet = options.devnet();
    Progress.up(devnet, List.of(), System.out);
    int bytes = (int) (megabytes * 1_000_000);
    var scene =
        Scene.prepare(
            devnet,
            Scene.town(devnet),
            patient -> LargeRecord.of(patient, Scene.CUSTODIAN, bytes, SEED));
    System.out.printf("%d resources published, consent granted%n", scene.resources());
    var measure = new MeasureRelease(scene, key(devnet));
    measure.run(rate, Duration.ofSeconds(warmUp));
    var took = measure.run(rate, Duration.ofSeconds(seconds));
    var report =
        new ReleaseReport(
            Instant.now(),
            machine(),
            command(),
            devnet.ledger().kind().name().toLowerCase(Locale.ROOT),
            bytes,
            scene.resources(),
            took);
    var folder = results == null ? Installation.find().root().resolve("docs/results") : results;
    report.write(folder);
    System.out.println(report.table());
    System.out.println(report.verdict());
    System.out.println("Written to " + folder + ".");
    return 0;
  }

  /** The measurement plays Harbor, and so opens what is sealed to it. */
  private static ECKey key(Devnet devnet) throws IOException, ParseException {
    var file = devnet.home().folder().resolve("keys/" + Scene.GRANTEE + "/encryption.jwk");
    return ECKey.parse(Files.readString(file));
  }

  private static String machine() {
    return "%d cores, JDK %d, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  private String command() {
    return String.format(
        Locale.ROOT,
        "./tallystick bench release --megabytes %s --rate %s --duration %d",
        megabytes,
        rate,
        seconds);
  }
}
