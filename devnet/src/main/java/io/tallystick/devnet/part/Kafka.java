package io.tallystick.devnet.part;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.config.KafkaProperties;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import io.tallystick.devnet.secret.Secrets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One Kafka broker, its own controller (KRaft), with the consortium's topics and logins. */
public record Kafka(Home home, Installation installation, Ports places, Secrets secrets)
    implements Part {

  public static final String NAME = "kafka";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(places.kafka(), places.kafkaController());
  }

  @Override
  public void prepare() throws Exception {
    if (Files.exists(home.data(NAME).resolve("meta.properties"))) return;
    var exit =
        java()
            .main(
                home.run(),
                Map.of(),
                "kafka.tools.StorageTool",
                "format",
                "--ignore-formatted",
                "-t",
                secrets.kafkaClusterId(),
                "-c",
                home.config(NAME).toString())
            .run(home.log(NAME), 1, TimeUnit.MINUTES);
    if (exit != 0) {
      throw new DevnetFailure(
          "Kafka couldn't make its data folder; why stands in " + home.log(NAME) + ".");
    }
  }

  @Override
  public Command command() {
    return java().main(home.run(), Map.of(), "kafka.Kafka", home.config(NAME).toString());
  }

  @Override
  public boolean answers() {
    return Probe.listens(places.kafka());
  }

  @Override
  public void provision() throws Exception {
    new KafkaAccess(places.kafkaBootstrap(), secrets).provide();
  }

  private JavaCommand java() {
    return JavaCommand.heap(installation, KafkaProperties.HEAP_MEGABYTES)
        .with(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dkafka.logs.dir=" + home.logs(),
            "-cp",
            installation.devnetClassPath());
  }
}
