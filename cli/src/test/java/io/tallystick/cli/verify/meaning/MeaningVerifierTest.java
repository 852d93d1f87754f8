package io.tallystick.cli.verify.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.chain.ValidTransaction;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.AccessOperation.RecordReuse;
import io.tallystick.vocabulary.ledger.EntryType;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.org.Org;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger accepts and no contract does: two members together can write anything. */
class MeaningVerifierTest {

  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ID = "c".repeat(32);
  private static final String OP = "1".repeat(32);
  private static final String HASH = "ab".repeat(32);
  private static final Set<String> PARTIES = Set.of("RiversideMSP", "HarborMSP");
  private static final Set<String> STRANGERS = Set.of("SummitMSP", "MeridianMSP");

  private final List<Finding> findings = new ArrayList<>();
  private final MeaningVerifier meaning = new MeaningVerifier(findings::add);
  private final Map<String, ByteString> state = new LinkedHashMap<>();
  private long block;

  @BeforeEach
  void found() {
    var directory =
        new OrgDirectory(
            List.of(
                member("riverside", Org.Role.HOSPITAL),
                member("summit", Org.Role.HOSPITAL),
                member("harbor", Org.Role.INSURER),
                member("meridian", Org.Role.INSURER)));
    accept("RiversideMSP", PARTIES, new BootstrapOrgs("0".repeat(32), List.of()), directory);
    assertThat(findings).isEmpty();
  }

  @Test
  void a_claim_submitted_and_cancelled_by_its_provider_is_as_it_should_be() {
    accept("RiversideMSP", PARTIES, submit(), submitted());
    accept("RiversideMSP", PARTIES, cancel(), cancelled());
    assertThat(findings).isEmpty();
    assertThat(meaning.chronicle().claims()).isEqualTo(1);
  }

  @Test
  void strangers_who_invent_a_claim_are_named() {
    accept("SummitMSP", STRANGERS, submit(), submitted());
    assertThat(problems()).containsExactly(Problem.PARTIES_MISSING);
    assertThat(meaning.chronicle().claims()).isZero();
  }

  @Test
  void a_claim_is_not_born_cancelled() {
    accept("RiversideMSP", PARTIES, submit(), cancelled());
    assertThat(problems()).contains(Problem.TRANSITION_ILLEGAL);
  }

  @Test
  void a_payer_does_not_cancel_a_claim() {
    accept("RiversideMSP", PARTIES, submit(), submitted());
    accept("HarborMSP", PARTIES, cancel(), cancelled());
    assertThat(problems()).containsExactly(Problem.TRANSITION_ILLEGAL);
  }

  @Test
  void somebody_elses_claim_is_not_submitted_for_it() {
    accept("HarborMSP", PARTIES, submit(), submitted());
    assertThat(problems()).containsExactly(Problem.TRANSITION_ILLEGAL);
  }

  @Test
  void an_operation_that_was_asked_for_in_other_words_is_named() {
    var asked = new PublishRecord(OP, ID, HASH, 3);
    var other = new PublishRecord(OP, ID, HASH, 4);
    meaning.accept(
        transaction("RiversideMSP", PARTIES, other, writes("RiversideMSP", asked, record())));
    assertThat(problems()).containsExactly(Problem.OPERATION_INCONSISTENT);
  }

  @Test
  void an_entry_that_no_operation_wrote_is_named() {
    var writes = Map.of(LedgerKeys.record(ID), bytes(record()));
    meaning.accept(
        transaction("RiversideMSP", PARTIES, new PublishRecord(OP, ID, HASH, 3), writes));
    assertThat(problems()).containsExactly(Problem.OPERATION_INCONSISTENT);
  }

  @Test
  void a_strange_key_a_deletion_and_another_spelling_are_named() {
    var writes = new LinkedHashMap<String, ByteString>();
    writes.put("treasure", bytes(record()));
    writes.put(LedgerKeys.claim(ID), null);
    writes.put(LedgerKeys.record(ID), ByteString.copyFromUtf8(CanonicalJson.text(record()) + " "));
    meaning.accept(
        transaction("RiversideMSP", PARTIES, new PublishRecord(OP, ID, HASH, 3), writes));
    assertThat(problems())
        .containsExactly(Problem.KEY_UNEXPECTED, Problem.KEY_UNEXPECTED, Problem.ENTRY_MALFORMED);
  }

  @Test
  void a_reuse_is_the_recipients_to_record_once() {
    var op = new RecordReuse(OP, ID, "d".repeat(32), HASH);
    accept("SummitMSP", Set.of("SummitMSP", "RiversideMSP"), op, reuse(AT));
    assertThat(findings).isEmpty();
    var again = new RecordReuse("2".repeat(32), ID, "d".repeat(32), HASH);
    accept("SummitMSP", Set.of("SummitMSP", "RiversideMSP"), again, reuse(AT.plusSeconds(1)));
    assertThat(problems()).containsExactly(Problem.TRANSITION_ILLEGAL);
  }

  @Test
  void a_reuse_in_anothers_name_is_named() {
    var op = new RecordReuse(OP, ID, "d".repeat(32), HASH);
    accept("RiversideMSP", Set.of("SummitMSP", "RiversideMSP"), op, reuse(AT));
    assertThat(problems()).containsExactly(Problem.TRANSITION_ILLEGAL);
  }

  @Test
  void a_reuse_without_the_recipients_endorsement_is_not_believed() {
    var op = new RecordReuse(OP, ID, "d".repeat(32), HASH);
    accept("SummitMSP", PARTIES, op, reuse(AT));
    assertThat(problems()).containsExactly(Problem.PARTIES_MISSING);
  }

  private static LedgerEntry.Reuse reuse(Instant at) {
    return new LedgerEntry.Reuse(ID, "d".repeat(32), "riverside", "summit", HASH, at);
  }

  private List<Problem> problems() {
    return findings.stream().map(Finding::code).toList();
  }

  private void accept(String creator, Set<String> endorsers, LedgerOperation op, Object entry) {
    var writes = writes(creator, op, entry);
    meaning.accept(transaction(creator, endorsers, op, writes));
    state.putAll(writes);
  }

  private Map<String, ByteString> writes(String creator, LedgerOperation op, Object entry) {
    var key = EntryType.keyOf(entry);
    var done =
        new LedgerEntry.Operation(
            op.opId(),
            op.transaction(),
            Fact.digest(creator, op),
            key,
            EntryType.version(entry),
            AT,
            null);
    var writes = new LinkedHashMap<String, ByteString>();
    writes.put(key, bytes(entry));
    writes.put(LedgerKeys.operation(op.opId()), bytes(done));
    return writes;
  }

  private ValidTransaction transaction(
      String creator, Set<String> endorsers, LedgerOperation op, Map<String, ByteString> writes) {
    var before = new LinkedHashMap<>(state);
    before.keySet().retainAll(writes.keySet());
    return new ValidTransaction(
        ++block,
        0,
        "tx" + block,
        AT,
        creator,
        endorsers,
        List.of(ByteString.copyFromUtf8(op.transaction()), bytes(op)),
        writes,
        before);
  }

  private static SubmitClaim submit() {
    return new SubmitClaim(OP, ID, "harbor", "claim", HASH, HASH, null);
  }

  private static CancelClaim cancel() {
    return new CancelClaim("2".repeat(32), ID, 1);
  }

  private static LedgerEntry.Claim submitted() {
    return claim("SUBMITTED", 1);
  }

  private static LedgerEntry.Claim cancelled() {
    return claim("CANCELLED", 2);
  }

  private static LedgerEntry.Claim claim(String state, long version) {
    return CanonicalJson.read(
        """
        {"at":"%s","billHash":"%s","claimId":"%s","commitment":"%s","payer":"harbor","provider":"riverside",
         "state":"%s","submittedAt":"%s","use":"claim","version":%d}\
        """
            .formatted(AT, HASH, ID, HASH, state, AT, version),
        LedgerEntry.Claim.class);
  }

  private static LedgerEntry.Record record() {
    return CanonicalJson.read(
        """
        {"at":"%s","custodian":"riverside","leaves":3,"recordId":"%s","root":"%s","version":1}\
        """
            .formatted(AT, ID, HASH),
        LedgerEntry.Record.class);
  }

  private static Member member(String id, Org.Role role) {
    var msp = Character.toUpperCase(id.charAt(0)) + id.substring(1) + "MSP";
    return new Member(id, msp, role, Org.Status.ACTIVE, null);
  }

  private static ByteString bytes(Object value) {
    return ByteString.copyFrom(CanonicalJson.bytes(value));
  }
}
