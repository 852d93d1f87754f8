package io.tallystick.kit.ledger;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.observe.Tracing;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.persistence.RelaySessions;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.org.Org;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * A service's way to the ledger, wired by hand: small enough to be started and killed many times.
 */
final class LedgerNode implements AutoCloseable {

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Transactions transactions;
  final CommandTable table;
  final LedgerCommands commands;
  final LedgerConnection connection;
  private final AgroalDataSource source;
  private final RelaySession session;
  private final CommandRelay relay;

  /**
   * @param settings as {@code ConsortiumResource} gives them
   */
  LedgerNode(Map<String, String> settings, LedgerOutcomeHandler handler, FaultPoints points)
      throws SQLException {
    var config = config(settings);
    var clock = Clock.systemUTC();
    source = source(settings);
    transactions = new Transactions(Jdbi.create(source));
    table = new CommandTable(null);
    connection = new LedgerConnection(config);
    session = RelaySessions.begun(source);
    var metrics = new LedgerMetrics(meters);
    var queue = new CommandQueue();
    var endorsing = new Endorsing(connection, new KnownOrgs());
    var tracing = new Tracing(OpenTelemetry.noop().getTracer("test"));
    var outcomes = new CommandOutcomes(table, transactions, List.of(handler), tracing, clock);
    var conclude =
        new ConcludeCommands(
            endorsing, table, outcomes, transactions, points, metrics, config, clock);
    var protocol =
        new CommandProtocol(
            endorsing,
            new Submitting(connection),
            table,
            conclude,
            transactions,
            points,
            metrics,
            config);
    var backlog = new Backlog(queue, transactions, config, meters);
    commands =
        new DurableCommands(table, outcomes, backlog, transactions, session, new TailProgress());
    relay = new CommandRelay(table, queue, backlog, protocol, transactions, session, config);
  }

  void start() {
    relay.start(null);
  }

  static void migrate(Map<String, String> settings) {
    Flyway.configure()
        .dataSource(settings.get("quarkus.datasource.jdbc.url"), "postgres", "postgres")
        .locations("db/kit")
        .load()
        .migrate();
  }

  private static TallystickConfig config(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("tallystick.events.service", "claim-service");
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(TallystickConfig.class)
        .withSources(new PropertiesConfigSource(all, "test", 100))
        .build()
        .getConfigMapping(TallystickConfig.class);
  }

  private static AgroalDataSource source(Map<String, String> settings) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(12)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(settings.get("quarkus.datasource.jdbc.url"))
                                    .principal(new NamePrincipal("postgres"))
                                    .credential(new SimplePassword("postgres")))));
  }

  /** As when the process is asked to end: what is on its way is concluded. */
  void stop() {
    relay.stop(null);
  }

  @Override
  public void close() {
    stop();
    RelaySessions.end(session);
    connection.close();
    source.close();
  }

  /** The default consortium's names; nothing else of an org matters here. */
  private static final class KnownOrgs implements Orgs {

    @Override
    public Optional<Org> byId(String id) {
      var msp = Character.toUpperCase(id.charAt(0)) + id.substring(1) + "MSP";
      return Optional.of(
          new Org(id, msp, Org.Role.HOSPITAL, null, null, "", "", Org.Status.ACTIVE, 1));
    }

    @Override
    public Optional<Org> byMsp(String mspId) {
      return Optional.empty();
    }

    @Override
    public Optional<Org> byIssuer(String issuer) {
      return Optional.empty();
    }

    @Override
    public List<Org> active() {
      return List.of();
    }
  }
}
