package io.tallystick.devnet.part;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import io.tallystick.devnet.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak from its Maven distribution, unpacked and built for PostgreSQL once per project; its
 * realms are imported from files when they aren't there yet.
 *
 * @param realms that must answer before it counts as ready
 */
public record Keycloak(
    Home home, Installation installation, Ports places, Secrets secrets, List<String> realms)
    implements Part {

  public static final String NAME = "keycloak";
  public static final String DATABASE = "keycloak";
  private static final String MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(places.keycloak());
  }

  @Override
  public List<String> needs() {
    return List.of(Postgres.NAME);
  }

  /** Independent of PostgreSQL, so it is worth doing before that is ready. */
  @Override
  public boolean preparesEarly() {
    return true;
  }

  @Override
  public void prepare() throws Exception {
    Unpacked.once(
        distribution(),
        folder -> {
          Unpacked.zip(archive(), folder);
          build(folder);
        });
    // Its home is this devnet's own, with its realm files; what was built is the project's.
    var lib = home.data(NAME).resolve("lib");
    Files.deleteIfExists(lib);
    Files.createSymbolicLink(lib, distribution().resolve("lib"));
  }

  @Override
  public Command command() {
    return java(distribution(), home.data(NAME), 400)
        .main(
            home.run(),
            Map.of(
                "KC_DB_PASSWORD",
                secrets.database(DATABASE),
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                Secrets.KEYCLOAK_ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                secrets.keycloakAdmin(),
                // Else each connection of before a restart of PostgreSQL refuses one sign-in.
                "QUARKUS_DATASOURCE_JDBC_VALIDATE_ON_BORROW",
                "true"),
            MAIN,
            "start",
            "--optimized",
            "--import-realm",
            "--http-enabled=true",
            "--http-host=" + Ports.HOST,
            "--http-port=" + places.keycloak(),
            "--hostname=" + places.keycloakUrl(),
            "--cache=local",
            "--db-url=" + places.jdbc(DATABASE),
            "--db-username=" + DATABASE,
            "--db-pool-initial-size=2",
            "--db-pool-max-size=20");
  }

  @Override
  public boolean answers() throws IOException {
    for (var realm : realms) {
      if (!Probe.ok(places.issuer(realm))) return false;
    }
    return true;
  }

  private void build(Path folder) throws IOException, InterruptedException {
    var command = java(folder, folder, 512).main(folder, Map.of(), MAIN, "build", "--db=postgres");
    if (command.run(home.log(NAME), 5, TimeUnit.MINUTES) != 0) {
      throw new DevnetFailure("Keycloak couldn't be built; why stands in " + home.log(NAME) + ".");
    }
  }

  /** As bin/kc.sh does it, without the shell in between: the process id is Keycloak's own. */
  private JavaCommand java(Path distribution, Path keycloakHome, int heap) {
    return JavaCommand.heap(installation, heap)
        .with(
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dkc.home.dir=" + keycloakHome,
            // Else each connection that died with PostgreSQL fails one login, with a 400.
            "-Dquarkus.datasource.jdbc.validate-on-borrow=true",
            "-Dpicocli.disable.closures=true",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            distribution.resolve("lib/quarkus-run.jar").toString());
  }

  private Path distribution() {
    var zip = archive().getFileName().toString();
    return installation
        .distributions()
        .resolve("keycloak-" + zip.replaceAll(".*-(\\d[\\d.]*)\\.zip", "$1"));
  }

  private Path archive() {
    return installation.distribution("keycloak-quarkus-dist", ".zip");
  }
}
