package io.tallystick.kit.ledger.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.tail.ChainBlock.ValidTransaction;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.org.Org;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String CLAIM = "c".repeat(32);
  private static final String OP = "0".repeat(32);
  private static final String OTHER_OP = "9".repeat(32);
  private static final String RECORD = "e".repeat(32);

  private final Parties parties =
      new Parties(
          "authority",
          List.of(
              org("riverside", Org.Role.HOSPITAL),
              org("harbor", Org.Role.INSURER),
              org("meridian", Org.Role.INSURER),
              org("authority", Org.Role.AUTHORITY)));

  @Test
  void a_claim_that_both_its_parties_endorsed_is_believed() {
    var read = read(transaction(2, claimWrites(LedgerKeys.claim(CLAIM)), "riverside", "harbor"));
    assertThat(read.entries()).hasSize(1);
    assertThat(read.facts()).hasSize(1);
  }

  @Test
  void two_strangers_inventing_a_claim_born_settled() {
    for (var by : List.of(List.of("meridian", "authority"), List.of("riverside", "harbor"))) {
      var writes = claimWrites(LedgerKeys.claim(CLAIM));
      writes.put(LedgerKeys.claim(CLAIM), claim(State.SETTLED));
      var read = read(transaction(2, writes, by.toArray(String[]::new)));
      assertThat(read.entries()).as(by.toString()).isEmpty();
      assertThat(read.facts()).isEmpty();
      assertThat(read.disbelieved()).hasSize(1);
    }
  }

  @Test
  void two_strangers_inventing_an_access() {
    var id = "e".repeat(32);
    var access =
        new LedgerEntry.Access(
            id,
            true,
            "riverside",
            "harbor",
            "f".repeat(32),
            1L,
            "HPAYMT",
            null,
            "ab".repeat(32),
            null,
            NOW.plusSeconds(30),
            NOW,
            1L,
            null,
            null);
    var writes = Map.<String, Object>of(LedgerKeys.access(id), access);
    assertThat(read(transaction(2, writes, "meridian", "authority")).disbelieved()).hasSize(1);
    assertThat(read(transaction(2, writes, "riverside", "meridian")).disbelieved()).hasSize(1);
    assertThat(read(transaction(2, writes, "riverside", "harbor")).disbelieved()).isEmpty();
  }

  @Test
  void two_strangers_inventing_an_org() {
    var org = org("pacific", Org.Role.INSURER);
    var writes = new LinkedHashMap<String, Object>();
    writes.put(LedgerKeys.org("pacific"), org);
    assertThat(read(transaction(2, writes, "harbor", "meridian")).disbelieved()).hasSize(1);
    assertThat(read(transaction(3, writes, "harbor", "meridian", "riverside")).disbelieved())
        .hasSize(1);
    writes.put(LedgerKeys.DIRECTORY, new OrgDirectory(List.of(OrgDirectory.Member.of(org))));
    assertThat(read(transaction(3, writes, "harbor", "meridian", "riverside")).disbelieved())
        .isEmpty();
  }

  @Test
  void a_name_among_three_endorsements_proves_nothing() {
    var three =
        transaction(3, claimWrites(LedgerKeys.claim(CLAIM)), "harbor", "meridian", "riverside");
    assertThat(read(three).entries()).isEmpty();
  }

  @Test
  void an_entry_under_another_entrys_key_is_not_believed() {
    var other = LedgerKeys.claim("d".repeat(32));
    var read = read(transaction(2, claimWrites(other), "riverside", "harbor"));
    assertThat(read.entries()).isEmpty();
    assertThat(read.facts()).isEmpty();
  }

  @Test
  void an_operation_that_moved_nothing_is_no_fact() {
    var alone = Map.<String, Object>of(LedgerKeys.operation(OP), operation());
    assertThat(read(transaction(2, alone, "harbor", "meridian")).facts()).isEmpty();
  }

  @Test
  void two_members_cannot_replace_the_keys_of_a_third() {
    var writes = new LinkedHashMap<String, Object>();
    writes.put(LedgerKeys.org("riverside"), org("riverside", Org.Role.HOSPITAL));
    var read = read(transaction(2, writes, "harbor", "meridian"));
    assertThat(read.entries()).isEmpty();
    assertThat(read.disbelieved()).hasSize(1);
  }

  @Test
  void what_no_contract_writes_stops_nobody() {
    var writes = claimWrites(LedgerKeys.claim(CLAIM));
    writes.put(LedgerKeys.operation("1".repeat(32)), "no operation");
    writes.put(LedgerKeys.record("2".repeat(32)), Map.of("recordId", "2".repeat(32)));
    var read = read(transaction(2, writes, "riverside", "harbor"));
    assertThat(read.entries()).hasSize(1);
    assertThat(read.facts()).hasSize(1);
  }

  /** PostgreSQL's text holds no NUL, and its indexes nothing of some 2,700 bytes. */
  @Test
  void a_key_that_the_database_would_stumble_over_stops_nobody() {
    for (var id : List.of("\0", "c".repeat(5_000))) {
      var writes = new LinkedHashMap<String, Object>();
      writes.put(LedgerKeys.claim(id), "no claim");
      writes.put(
          LedgerKeys.record(id),
          new LedgerEntry.Record(id, "riverside", "ef".repeat(32), 1, 1, NOW, null, null, null));
      writes.put(
          LedgerKeys.operation(OP),
          new LedgerEntry.Operation(
              OP, "record:publish", "cd".repeat(32), LedgerKeys.record(id), 1, NOW, null));
      writes.put(LedgerKeys.claim(CLAIM), claim());
      writes.put(
          LedgerKeys.operation(id),
          new LedgerEntry.Operation(
              id, "claim:submit", "ab".repeat(32), LedgerKeys.claim(CLAIM), 1, NOW, null));
      var read = read(transaction(2, writes, "riverside", "harbor"));
      assertThat(read.entries()).isEmpty();
      assertThat(read.facts()).isEmpty();
      assertThat(read.disbelieved()).isEmpty();
    }
  }

  @Test
  void each_entry_of_a_batch_is_its_own_operations() {
    var writes = claimWrites(LedgerKeys.claim(CLAIM));
    writes.put(LedgerKeys.record(RECORD), record("riverside"));
    writes.put(LedgerKeys.operation(OTHER_OP), published(OTHER_OP, null));
    var read = read(transaction(2, writes, "riverside", "harbor"));
    assertThat(read.entries())
        .extracting(row -> row.applied().key(), row -> row.applied().fact().opId())
        .containsExactlyInAnyOrder(
            tuple(LedgerKeys.claim(CLAIM), OP), tuple(LedgerKeys.record(RECORD), OTHER_OP));
    assertThat(read.facts()).extracting(LedgerFact::opId).containsExactly(OP, OTHER_OP);
  }

  @Test
  void of_a_batch_only_what_its_parties_endorsed_is_believed() {
    var writes = claimWrites(LedgerKeys.claim(CLAIM));
    writes.put(LedgerKeys.record(RECORD), record("summit"));
    writes.put(LedgerKeys.operation(OTHER_OP), published(OTHER_OP, null));
    var read = read(transaction(2, writes, "riverside", "harbor"));
    assertThat(read.facts()).extracting(LedgerFact::opId).containsExactly(OP);
    assertThat(read.disbelieved())
        .extracting(Reading.Disbelieved::key)
        .containsExactly(LedgerKeys.record(RECORD));
  }

  @Test
  void a_bill_in_a_batch_goes_with_the_operation_that_names_it() {
    var writes = claimWrites(LedgerKeys.claim(CLAIM));
    var bill = LedgerKeys.bill("ab".repeat(32));
    writes.put(bill, new LedgerEntry.Bill("ab".repeat(32), "riverside", CLAIM, 1));
    writes.put(LedgerKeys.record(RECORD), record("riverside"));
    writes.put(LedgerKeys.operation(OTHER_OP), published(OTHER_OP, null));
    assertThat(read(transaction(2, writes, "riverside", "harbor")).entries())
        .extracting(row -> row.applied().key())
        .doesNotContain(bill);
    writes.put(LedgerKeys.operation(OP), operation(List.of(bill)));
    assertThat(read(transaction(2, writes, "riverside", "harbor")).entries())
        .extracting(row -> row.applied().key(), row -> row.applied().fact().opId())
        .contains(tuple(bill, OP));
  }

  @Test
  void two_operations_of_a_batch_cannot_both_have_moved_one_entry() {
    var writes = claimWrites(LedgerKeys.claim(CLAIM));
    writes.put(LedgerKeys.record(RECORD), record("riverside"));
    writes.put(
        LedgerKeys.operation(OTHER_OP), published(OTHER_OP, List.of(LedgerKeys.claim(CLAIM))));
    var read = read(transaction(2, writes, "riverside", "harbor"));
    assertThat(read.facts()).extracting(LedgerFact::opId).containsExactly(OTHER_OP);
    assertThat(read.entries())
        .extracting(row -> row.applied().key())
        .containsExactly(LedgerKeys.record(RECORD));
  }

  @Test
  void what_a_successor_took_over_is_its_business_and_no_longer_its_predecessors() {
    var left =
        List.of(
            org("riverside", Org.Role.HOSPITAL),
            gone("harbor", "summit"),
            gone("summit", "meridian"),
            org("meridian", Org.Role.INSURER),
            org("pacific", Org.Role.INSURER));
    for (var own : List.of("riverside", "meridian")) {
      assertThat(new Parties(own, left).concern(claim())).as(own).isTrue();
    }
    for (var own : List.of("harbor", "summit", "pacific")) {
      assertThat(new Parties(own, left).concern(claim())).as(own).isFalse();
    }
  }

  private Reading read(ValidTransaction transaction) {
    var reading = new Reading(parties);
    reading.read(new ChainBlock(7, new byte[32], new byte[32], List.of(transaction)));
    return reading;
  }

  private static ValidTransaction transaction(
      int endorsements, Map<String, Object> writes, String... endorsers) {
    var json = new LinkedHashMap<String, byte[]>();
    writes.forEach((key, entry) -> json.put(key, CanonicalJson.bytes(entry)));
    var msps =
        Set.of(java.util.Arrays.stream(endorsers).map(o -> o + "MSP").toArray(String[]::new));
    return new ValidTransaction("tx", "riversideMSP", msps, endorsements, json);
  }

  private static Map<String, Object> claimWrites(String key) {
    var writes = new LinkedHashMap<String, Object>();
    writes.put(key, claim());
    writes.put(LedgerKeys.operation(OP), operation());
    return writes;
  }

  private static LedgerEntry.Operation operation() {
    return operation(null);
  }

  private static LedgerEntry.Operation operation(List<String> also) {
    return new LedgerEntry.Operation(
        OP, "claim:submit", "ab".repeat(32), LedgerKeys.claim(CLAIM), 1, NOW, also);
  }

  private static LedgerEntry.Operation published(String opId, List<String> also) {
    return new LedgerEntry.Operation(
        opId, "record:publish", "cd".repeat(32), LedgerKeys.record(RECORD), 1, NOW, also);
  }

  private static LedgerEntry.Record record(String custodian) {
    return new LedgerEntry.Record(RECORD, custodian, "ef".repeat(32), 1, 1, NOW, null, null, null);
  }

  private static LedgerEntry.Claim claim() {
    return claim(State.SUBMITTED);
  }

  private static LedgerEntry.Claim claim(State state) {
    return new LedgerEntry.Claim(
        CLAIM,
        "riverside",
        "harbor",
        "claim",
        state,
        1,
        "ab".repeat(32),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        NOW,
        NOW,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Org gone(String id, String successor) {
    var was = org(id, Org.Role.INSURER);
    return new Org(
        id,
        was.mspId(),
        was.role(),
        was.encryptionKey(),
        was.signingKey(),
        was.issuer(),
        was.endpoint(),
        Org.Status.LEFT,
        2,
        successor);
  }

  private static Org org(String id, Org.Role role) {
    var key =
        new PublicJwk(
            "EC",
            "P-256",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    return new Org(id, id + "MSP", role, key, key, "i", "e", Org.Status.ACTIVE, 1);
  }
}
