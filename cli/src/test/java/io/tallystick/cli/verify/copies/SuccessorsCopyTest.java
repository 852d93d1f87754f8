package io.tallystick.cli.verify.copies;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.ValidTransaction;
import io.tallystick.cli.verify.meaning.Fact;
import io.tallystick.cli.verify.meaning.MeaningVerifier;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.EntryType;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.ledger.OrgOperation.ApproveOrgChange;
import io.tallystick.vocabulary.ledger.OrgOperation.TakeOver;
import io.tallystick.vocabulary.org.Org;
import io.tallystick.vocabulary.org.OrgChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A payer leaves, another takes its place and its claim over, and the provider cancels: what each
 * one's copy has to hold.
 */
class SuccessorsCopyTest {

  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ID = "c".repeat(32);
  private static final String KEY = LedgerKeys.claim(ID);
  private static final String HASH = "ab".repeat(32);
  private static final int SUBMITTED = 2;
  private static final int TAKEN_OVER = 4;
  private static final int CANCELLED = 5;

  private final List<Finding> findings = new ArrayList<>();
  private final MeaningVerifier meaning = new MeaningVerifier(findings::add);
  private final Expectations expectations = new Expectations(meaning.chronicle(), txid -> null);
  private final Map<String, ByteString> state = new LinkedHashMap<>();
  private int block;

  @BeforeEach
  void succeed() {
    write("riverside", "harbor", new BootstrapOrgs(op(), List.of()), directory(null));
    var submit = new SubmitClaim(op(), ID, "harbor", "claim", HASH, HASH, null);
    write("riverside", "harbor", submit, claim("SUBMITTED", 1));
    var change = new OrgChange(OrgChange.Kind.SUCCEED, null, "harbor", "meridian");
    var approve = new ApproveOrgChange(op(), "f".repeat(32), change);
    write("riverside", "summit", approve, directory("meridian"));
    var takeOver = new TakeOver(op(), "harbor", List.of(KEY));
    write("meridian", "riverside", takeOver, claim("SUBMITTED", 1));
    write("riverside", "meridian", new CancelClaim(op(), ID, 1), claim("CANCELLED", 2));
    assertThat(findings).isEmpty();
  }

  @Test
  void the_successors_copy_begins_with_what_it_took_over() {
    assertThat(blocks("meridian", "ledger_entry", KEY)).containsExactly(TAKEN_OVER, CANCELLED);
    assertThat(blocks("meridian", "claim_fact", ID)).containsExactly(TAKEN_OVER, CANCELLED);
    assertThat(blocks("meridian", "claim_step", ID + "/1")).containsExactly(TAKEN_OVER);
  }

  @Test
  void the_predecessors_copy_ends_with_its_place() {
    assertThat(blocks("harbor", "ledger_entry", KEY)).containsExactly(SUBMITTED);
    assertThat(blocks("harbor", "claim_fact", ID)).containsExactly(SUBMITTED);
  }

  @Test
  void for_the_other_party_the_claim_moved_twice() {
    assertThat(blocks("riverside", "ledger_entry", KEY))
        .containsExactly(SUBMITTED, TAKEN_OVER, CANCELLED);
    assertThat(blocks("riverside", "claim_fact", ID)).containsExactly(SUBMITTED, CANCELLED);
    assertThat(blocks("riverside", "claim_step", ID + "/1")).containsExactly(SUBMITTED);
  }

  @Test
  void others_see_nothing_of_it() {
    assertThat(blocks("summit", "ledger_entry", KEY)).isEmpty();
    assertThat(blocks("summit", "claim_fact", ID)).isEmpty();
  }

  private List<Integer> blocks(String org, String table, String key) {
    var witness = new Copy.Witness(block + 1, HASH);
    var copy = new Copy(org + "-service", org, witness, witness, Map.of());
    return expectations.of(copy).get(table).forms().getOrDefault(key, List.of()).stream()
        .map(form -> (int) form.block())
        .toList();
  }

  private void write(String by, String with, LedgerOperation op, Object entry) {
    var key = EntryType.keyOf(entry);
    var asked = CanonicalJson.text(op);
    var done =
        new LedgerEntry.Operation(
            op.opId(),
            op.transaction(),
            Fact.digest(msp(by), op.transaction(), asked),
            key,
            EntryType.version(entry),
            AT,
            null);
    var writes = new LinkedHashMap<String, ByteString>();
    writes.put(key, bytes(entry));
    writes.put(LedgerKeys.operation(op.opId()), bytes(done));
    var before = new LinkedHashMap<>(state);
    before.keySet().retainAll(writes.keySet());
    var arguments =
        List.of(ByteString.copyFromUtf8(op.transaction()), ByteString.copyFromUtf8(asked));
    var endorsers = Set.of(msp(by), msp(with));
    block++;
    meaning.accept(
        new ValidTransaction(
            block, 0, "tx" + block, AT, msp(by), endorsers, arguments, writes, before));
    state.putAll(writes);
  }

  private String op() {
    return "%032x".formatted(block + 1);
  }

  private static OrgDirectory directory(String successorOfHarbor) {
    var left = successorOfHarbor == null ? Org.Status.ACTIVE : Org.Status.LEFT;
    return new OrgDirectory(
        List.of(
            member("riverside", Org.Role.HOSPITAL),
            member("summit", Org.Role.HOSPITAL),
            new Member("harbor", msp("harbor"), Org.Role.INSURER, left, successorOfHarbor),
            member("meridian", Org.Role.INSURER)));
  }

  private static Member member(String id, Org.Role role) {
    return new Member(id, msp(id), role, Org.Status.ACTIVE, null);
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

  private static String msp(String org) {
    return Character.toUpperCase(org.charAt(0)) + org.substring(1) + "MSP";
  }

  private static ByteString bytes(Object value) {
    return ByteString.copyFrom(CanonicalJson.bytes(value));
  }
}
