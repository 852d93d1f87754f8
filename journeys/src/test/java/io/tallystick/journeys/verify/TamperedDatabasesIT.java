package io.tallystick.journeys.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.verify.Verified;
import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.copies.Copy;
import io.tallystick.cli.verify.copies.Row;
import io.tallystick.cli.verify.reach.Peer;
import io.tallystick.cli.verify.reach.Service;
import io.tallystick.cli.verify.reach.Surroundings;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Deployment;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rows that follow from the ledger, changed at random in the services' own PostgreSQL databases:
 * verify names each. Changed within transactions that are rolled back, and read there by the
 * services' own queries, so that the services go on meanwhile; sealed documents, which only their
 * service can open, are changed for a moment. Repeat with {@code -Dtests.seed=…}.
 */
@NeedsWholeSystem
@Order(80)
class TamperedDatabasesIT {

  private static final int FEWEST_MUTATIONS = 1_000;
  private static final int AT_ONCE = 60;
  private static final int DOCUMENTS = 20;

  private final WholeSystem system;
  private final long seed = Long.getLong("tests.seed", System.currentTimeMillis());
  private final Random random = new Random(seed);
  private Surroundings surroundings;
  private Verified verified;

  TamperedDatabasesIT(WholeSystem system) {
    this.system = system;
  }

  @BeforeAll
  void something_to_tamper_with() {
    System.out.println("seed " + seed + " (-Dtests.seed)");
    var patients = new Patients(system);
    patients.prepare(patients.agreeing().limit(3).toList());
    surroundings = Surroundings.of(system.devnet(), "authority");
  }

  @Test
  @Order(1)
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void what_the_services_hold_is_what_follows_from_the_chain() throws InterruptedException {
    var copies = surroundings.services().stream().map(Service::copy).toList();
    verified = new Verified(surroundings.rules());
    var peer = surroundings.peers().getFirst();
    long seen = copies.stream().mapToLong(copy -> copy.after().blocks()).max().orElseThrow();
    try (var reader = Peer.at(peer, surroundings.channel())) {
      while (reader.height() < seen) TimeUnit.MILLISECONDS.sleep(100); // another's was faster
      reader.read(reader.height(), verified::add);
    }
    copies.forEach(verified::compare);
    assertThat(verified.findings()).isEmpty();
  }

  @Test
  @Order(2)
  void a_row_changed_in_a_database_is_named() {
    var done = new TreeMap<String, Integer>();
    while (done.values().stream().mapToInt(Integer::intValue).sum() < FEWEST_MUTATIONS) {
      for (var each : Consortium.deployments()) rowsOf(each, done);
    }
    System.out.println("rows changed, all named: " + done);
  }

  @Test
  @Order(3)
  void a_sealed_document_changed_in_a_database_is_named() {
    int changed = 0;
    for (var service : surroundings.services()) changed += documentsOf(service);
    System.out.println("sealed documents changed, all named: " + changed);
    assertThat(changed).isPositive();
  }

  private void rowsOf(Deployment deployment, Map<String, Integer> done) {
    try (var tx = open(deployment)) {
      tx.begin();
      var expected = new TreeMap<String, String>();
      for (var table : KeptTable.of(deployment.service())) {
        var rows = new ArrayList<>(rows(tx, table));
        Collections.shuffle(rows, random);
        var tamper = new TamperWithRow(tx, table, random);
        for (var row : rows.subList(0, Math.min(AT_ONCE, rows.size()))) {
          var what = tamper.anyhow(row);
          if (what == null) continue;
          expected.put(table.name() + "/" + row.key(), what);
          done.merge(table.name(), 1, Integer::sum);
        }
      }
      var named = named(copy(tx, deployment));
      tx.rollback();
      expected.keySet().removeAll(named);
      assertThat(expected)
          .as("changed in %s, seed %d, unnoticed", deployment.part(), seed)
          .isEmpty();
    }
  }

  private int documentsOf(Service service) {
    var deployment =
        Consortium.deployments().stream()
            .filter(each -> each.part().equals(service.name()))
            .findFirst()
            .orElseThrow();
    try (var database = open(deployment)) {
      var documents = new ArrayList<>(shownDocuments(service));
      Collections.shuffle(documents, random);
      var chosen = documents.subList(0, Math.min(DOCUMENTS, documents.size()));
      var unnoticed = new TreeSet<String>();
      chosen.forEach(document -> unnoticed.add(document.shownAs()));
      chosen.forEach(document -> flip(database, document.id()));
      try {
        unnoticed.removeAll(named(service.copy()));
      } finally {
        chosen.forEach(document -> flip(database, document.id()));
      }
      assertThat(unnoticed).as("changed in %s, seed %d", service.name(), seed).isEmpty();
      return chosen.size();
    }
  }

  /**
   * @param id of the row in {@code sealed_document}
   * @param shownAs how verify names it
   */
  private record Document(String id, String shownAs) {}

  private static List<Document> shownDocuments(Service service) {
    var kinds =
        Map.of(
            "claim_document", "claim/",
            "answer_document", "answer/",
            "adjudication_document", "answer/",
            "record_document", "record/",
            "consent_document", "consent/");
    var documents = new ArrayList<Document>();
    service
        .copy()
        .tables()
        .forEach(
            (table, rows) -> {
              if (!kinds.containsKey(table)) return;
              rows.forEach(
                  row ->
                      documents.add(
                          new Document(kinds.get(table) + row.key(), table + "/" + row.key())));
            });
    return documents;
  }

  /** Of its 16 bytes of tag, the last bit; done twice it is as it was. */
  private static void flip(Handle database, String id) {
    int changed =
        database.execute(
            """
            UPDATE sealed_document SET ciphertext = set_byte(
              ciphertext, length(ciphertext) - 1, get_byte(ciphertext, length(ciphertext) - 1) # 1)
            WHERE id = ?""",
            id);
    assertThat(changed).as(id).isEqualTo(1);
  }

  /** Rows that verify names, as {@code table/key}. */
  private TreeSet<String> named(Copy copy) {
    int before = verified.findings().size();
    verified.compare(copy);
    var found = verified.findings().subList(before, verified.findings().size());
    var named = new TreeSet<String>();
    for (Finding each : List.copyOf(found)) {
      assertThat(each.source()).isEqualTo(copy.name());
      if (each.key() != null && each.code() != Problem.COPY_BEHIND) named.add(each.key());
    }
    return named;
  }

  /** What the service would show, of this transaction. */
  private static Copy copy(Handle tx, Deployment deployment) {
    var tables = new HashMap<String, List<Row>>();
    for (var table : KeptTable.of(deployment.service())) tables.put(table.name(), rows(tx, table));
    var witness =
        tx.createQuery("SELECT next_block, encode(header_hash, 'hex') FROM ledger_tail")
            .map((row, context) -> new Copy.Witness(row.getLong(1), row.getString(2)))
            .one();
    return new Copy(deployment.part(), deployment.org(), witness, witness, tables);
  }

  private static List<Row> rows(Handle tx, KeptTable table) {
    return table.shown().rows(tx, "", Integer.MAX_VALUE).stream()
        .map(row -> new Row(row.key(), row.facts()))
        .toList();
  }

  /** As the database's administrator, whom no permission stops; nor does a trigger. */
  private Handle open(Deployment deployment) {
    var devnet = system.devnet();
    var url = devnet.ports().jdbc(deployment.database());
    var database = Jdbi.open(url, "postgres", devnet.secrets().postgres());
    database.execute("SET session_replication_role = replica");
    return database;
  }
}
