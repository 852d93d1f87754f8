package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome.PAID;
import static io.tallystick.vocabulary.ledger.RefusalCode.ALREADY_BOOTSTRAPPED;
import static io.tallystick.vocabulary.ledger.RefusalCode.ALREADY_EXISTS;
import static io.tallystick.vocabulary.ledger.RefusalCode.APPROVED_ALREADY;
import static io.tallystick.vocabulary.ledger.RefusalCode.FOUNDING_DIFFERS;
import static io.tallystick.vocabulary.ledger.RefusalCode.MALFORMED;
import static io.tallystick.vocabulary.ledger.RefusalCode.PROPOSAL_CLOSED;
import static io.tallystick.vocabulary.ledger.RefusalCode.STALE_VERSION;
import static io.tallystick.vocabulary.ledger.RefusalCode.STEP_NOT_ALLOWED_IN_STATE;
import static io.tallystick.vocabulary.ledger.RefusalCode.UNKNOWN_ORG;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ORG;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgOperation.ApproveOrgChange;
import io.tallystick.vocabulary.ledger.OrgOperation.LeaveConsortium;
import io.tallystick.vocabulary.ledger.OrgOperation.ProposeOrgChange;
import io.tallystick.vocabulary.ledger.OrgOperation.RotateKeys;
import io.tallystick.vocabulary.ledger.OrgOperation.TakeOver;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import io.tallystick.vocabulary.org.OrgChange;
import io.tallystick.vocabulary.org.OrgChange.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Membership: founded on an agreed list, changed by a majority. */
class OrgRulesTest {

  private final World world = new World();

  @Test
  void an_endorser_that_agreed_on_another_list_refuses_the_founding() {
    var agreed = new BootstrapOrgs(world.id(), List.of(world.org("riverside"), org("harbor")));
    world.unfounded();
    var forged = new BootstrapOrgs(world.id(), List.of(org("riverside"), org("harbor")));
    var partial = new BootstrapOrgs(world.id(), List.of(org("harbor")));
    assertThat(found(forged, agreed.digest())).contains(FOUNDING_DIFFERS);
    assertThat(found(partial, agreed.digest())).contains(FOUNDING_DIFFERS);
    assertThat(found(agreed, agreed.digest())).isEmpty();
    assertThat(found(agreed, agreed.digest())).contains(ALREADY_BOOTSTRAPPED);
  }

  @Test
  void a_founding_names_whole_members_each_once_the_founder_among_them() {
    world.unfounded();
    assertThat(found(new BootstrapOrgs(world.id(), List.of()), null)).contains(MALFORMED);
    var twice = List.of(org("harbor"), org("harbor"));
    assertThat(found(new BootstrapOrgs(world.id(), twice), null)).contains(MALFORMED);
    var others = List.of(org("summit"));
    assertThat(found(new BootstrapOrgs(world.id(), others), null)).contains(WRONG_ORG);
    var keyless =
        new Org(
            "harbor", "harborMSP", Org.Role.INSURER, null, null, "i", "e", Org.Status.ACTIVE, 1);
    assertThat(found(new BootstrapOrgs(world.id(), List.of(keyless)), null)).contains(MALFORMED);
  }

  @Test
  void a_new_member_joins_with_the_approval_that_makes_a_majority() {
    var change = new OrgChange(Kind.ADMIT, org("pacific"), null, null);
    var id = world.id();
    assertThat(propose("riverside", id, change)).isEmpty();
    assertThat(propose("harbor", id, change)).contains(ALREADY_EXISTS);
    assertThat(approve("riverside", id, change)).contains(APPROVED_ALREADY);
    var another = new OrgChange(Kind.ADMIT, org("atlantic"), null, null);
    assertThat(approve("harbor", id, another)).contains(STALE_VERSION);
    assertThat(approve("harbor", id, change)).isEmpty();
    assertThat(directory().byId("pacific")).isEmpty();
    assertThat(approve("authority", id, change)).isEmpty();
    assertThat(directory().byId("pacific"))
        .hasValueSatisfying(m -> assertThat(m.active()).isTrue());
    assertThat(world.get(LedgerKeys.org("pacific"), Org.class).version()).isEqualTo(1);
    assertThat(approve("summit", id, change)).contains(PROPOSAL_CLOSED);
    assertThat(propose("harbor", world.id(), change)).contains(ALREADY_EXISTS);
  }

  @Test
  void a_proposal_is_open_for_a_month() {
    var change = new OrgChange(Kind.SUSPEND, null, "meridian", null);
    var id = world.id();
    propose("riverside", id, change);
    world.pass(Duration.ofDays(31));
    assertThat(approve("harbor", id, change)).contains(PROPOSAL_CLOSED);
    assertThat(propose("riverside", id, change)).isEmpty();
  }

  @Test
  void a_majority_suspends_reinstates_and_removes() {
    decide(new OrgChange(Kind.SUSPEND, null, "meridian", null));
    assertThat(directory().byId("meridian").orElseThrow().active()).isFalse();
    assertThat(directory().majority()).isEqualTo(3);
    assertThat(propose("harbor", world.id(), new OrgChange(Kind.SUSPEND, null, "meridian", null)))
        .contains(STEP_NOT_ALLOWED_IN_STATE);
    decide(new OrgChange(Kind.REINSTATE, null, "meridian", null));
    assertThat(directory().byId("meridian").orElseThrow().active()).isTrue();
    decide(new OrgChange(Kind.REMOVE, null, "meridian", null));
    assertThat(directory().byId("meridian").orElseThrow().status()).isEqualTo(Org.Status.LEFT);
    assertThat(propose("harbor", world.id(), new OrgChange(Kind.REINSTATE, null, "meridian", null)))
        .contains(STEP_NOT_ALLOWED_IN_STATE);
    assertThat(propose("harbor", world.id(), new OrgChange(Kind.REMOVE, null, "nobody", null)))
        .contains(UNKNOWN_ORG);
  }

  @Test
  void a_member_rotates_its_own_keys_and_leaves_by_itself() {
    var key = World.jwk(World.keyPair());
    var before = world.org("harbor");
    assertThat(rotate("harbor", 2, key)).contains(STALE_VERSION);
    assertThat(rotate("harbor", 1, null)).contains(MALFORMED);
    assertThat(rotate("harbor", 1, key)).isEmpty();
    var after = world.org("harbor");
    assertThat(after.signingKey()).isEqualTo(key);
    assertThat(after.encryptionKey()).isEqualTo(before.encryptionKey());
    assertThat(leave("harbor", 2)).isEmpty();
    assertThat(world.org("harbor").status()).isEqualTo(Org.Status.LEFT);
    assertThat(directory().majority()).isEqualTo(3);
  }

  /** Whoever seals to such a key fails, and what it was about to tell its own stays untold. */
  @Test
  void a_key_that_is_no_point_of_the_curve_is_no_members_key() {
    var key = World.jwk(World.keyPair());
    var bent = new PublicJwk("EC", "P-256", key.x(), key.x());
    assertThat(rotate("harbor", 1, bent)).contains(MALFORMED);
    var encryption = new RotateKeys(world.id(), 1, bent, null);
    assertThat(world.as("harbor", null, s -> OrgRules.rotate(encryption, s))).contains(MALFORMED);
    var joining = World.org("newcomer", Org.Role.INSURER, bent);
    assertThat(propose("riverside", world.id(), new OrgChange(Kind.ADMIT, joining, null, null)))
        .contains(MALFORMED);
    assertThat(rotate("harbor", 1, key)).isEmpty();
  }

  @Test
  void a_majority_names_who_takes_a_departed_members_place_and_it_acts_there() {
    var desk = new Desk(world);
    var claim = desk.submitted();
    assertThat(takeOver("meridian", LedgerKeys.claim(claim))).contains(UNKNOWN_ORG);
    leave("harbor", 1);
    assertThat(desk.adjudicate("meridian", claim, true, PAID)).contains(WRONG_ORG);
    assertThat(takeOver("meridian", LedgerKeys.claim(claim))).contains(WRONG_ORG);
    assertThat(
            propose("riverside", world.id(), new OrgChange(Kind.SUCCEED, null, "harbor", "summit")))
        .contains(STEP_NOT_ALLOWED_IN_STATE);
    decide(new OrgChange(Kind.SUCCEED, null, "harbor", "meridian"));
    assertThat(directory().actingFor("harbor").orElseThrow().id()).isEqualTo("meridian");
    var entry = world.state.get(LedgerKeys.claim(claim));
    assertThat(takeOver("meridian", LedgerKeys.claim(claim))).isEmpty();
    assertThat(world.state.get(LedgerKeys.claim(claim))).isEqualTo(entry);
    assertThat(takeOver("meridian", LedgerKeys.org("riverside"))).contains(RefusalCode.NOT_FOUND);
    assertThat(desk.adjudicate("meridian", claim, true, PAID)).isEmpty();
    assertThat(desk.claim(claim).payer()).isEqualTo("harbor");
  }

  @Test
  void a_successor_takes_no_place_among_others() {
    var desk = new Desk(world);
    var claim = desk.submitted();
    leave("summit", 1);
    decide(new OrgChange(Kind.SUCCEED, null, "summit", "riverside"));
    var op = new TakeOver(world.id(), "summit", List.of(LedgerKeys.claim(claim)));
    assertThat(world.as("riverside", null, s -> SuccessionRules.takeOver(op, s)))
        .contains(WRONG_ORG);
  }

  private void decide(OrgChange change) {
    var id = world.id();
    var voters =
        List.of("riverside", "authority", "summit", "meridian", "harbor").stream()
            .filter(voter -> directory().byId(voter).orElseThrow().active())
            .toList();
    int majority = directory().majority();
    assertThat(propose(voters.getFirst(), id, change)).isEmpty();
    for (int i = 1; i < majority; i++) assertThat(approve(voters.get(i), id, change)).isEmpty();
  }

  private Optional<RefusalCode> found(BootstrapOrgs op, String agreed) {
    return world.as(
        "harbor", null, s -> OrgRules.bootstrap(op, "harborMSP", Optional.ofNullable(agreed), s));
  }

  private Optional<RefusalCode> propose(String caller, String id, OrgChange change) {
    var op = new ProposeOrgChange(world.id(), id, change);
    return world.as(caller, null, s -> ProposalRules.propose(op, s));
  }

  private Optional<RefusalCode> approve(String caller, String id, OrgChange change) {
    var op = new ApproveOrgChange(world.id(), id, change);
    return world.as(caller, null, s -> ProposalRules.approve(op, s));
  }

  private Optional<RefusalCode> rotate(String caller, long version, PublicJwk key) {
    var op = new RotateKeys(world.id(), version, null, key);
    return world.as(caller, null, s -> OrgRules.rotate(op, s));
  }

  private Optional<RefusalCode> leave(String caller, long version) {
    var op = new LeaveConsortium(world.id(), version);
    return world.as(caller, null, s -> OrgRules.leave(op, s));
  }

  private Optional<RefusalCode> takeOver(String caller, String key) {
    var op = new TakeOver(world.id(), "harbor", List.of(key));
    return world.as(caller, null, s -> SuccessionRules.takeOver(op, s));
  }

  private OrgDirectory directory() {
    return world.get(LedgerKeys.DIRECTORY, OrgDirectory.class);
  }

  private static Org org(String id) {
    return World.org(id, Org.Role.INSURER, World.jwk(World.keyPair()));
  }
}
