package io.tallystick.vocabulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.org.Org.Role;
import io.tallystick.vocabulary.org.Org.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryPartiesTest {

  private static final LedgerEntry.Bill BILL =
      new LedgerEntry.Bill("5c".repeat(32), "summit", null, 2);

  @Test
  void an_entry_is_its_parties_and_the_authoritys_to_hold() {
    var orgs = orgs(Status.ACTIVE, null);
    assertThat(EntryParties.concern(BILL, "summit", orgs)).isTrue();
    assertThat(EntryParties.concern(BILL, "authority", orgs)).isTrue();
    assertThat(EntryParties.concern(BILL, "riverside", orgs)).isFalse();
  }

  @Test
  void after_a_succession_it_is_the_successors() {
    var orgs = orgs(Status.LEFT, "riverside");
    assertThat(EntryParties.concern(BILL, "riverside", orgs)).isTrue();
    assertThat(EntryParties.concern(BILL, "summit", orgs)).isFalse();
  }

  private static OrgDirectory orgs(Status ofSummit, String successor) {
    return new OrgDirectory(
        List.of(
            new Member("riverside", "RiversideMSP", Role.HOSPITAL, Status.ACTIVE, null),
            new Member("summit", "SummitMSP", Role.HOSPITAL, ofSummit, successor),
            new Member("authority", "AuthorityMSP", Role.AUTHORITY, Status.ACTIVE, null)));
  }
}
