package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.Optional;

/**
 * Who is in the consortium, without keys and addresses: what every operation has to know of the
 * others.
 */
public record OrgDirectory(List<Member> members) {

  /**
   * @param successor see {@link Org#successor()}
   */
  public record Member(
      String id, String mspId, Org.Role role, Org.Status status, String successor) {

    public static Member of(Org org) {
      return new Member(org.id(), org.mspId(), org.role(), org.status(), org.successor());
    }

    public boolean active() {
      return status == Org.Status.ACTIVE;
    }
  }

  public OrgDirectory {
    members = members == null ? List.of() : List.copyOf(members);
  }

  public Optional<Member> byId(String orgId) {
    return members.stream().filter(m -> m.id().equals(orgId)).findFirst();
  }

  public Optional<Member> byMsp(String mspId) {
    return members.stream().filter(m -> m.mspId().equals(mspId)).findFirst();
  }

  /** Who acts for an org: itself, or at the end of the line whoever took its place. */
  public Optional<Member> actingFor(String orgId) {
    var acting = byId(orgId);
    for (int i = 0; i < members.size() && acting.isPresent(); i++) {
      var successor = acting.get().successor();
      if (successor == null) return acting;
      acting = byId(successor);
    }
    return acting;
  }

  /** The same by id; an org that isn't listed acts for itself. */
  public String actingIdFor(String orgId) {
    return actingFor(orgId).map(Member::id).orElse(orgId);
  }

  /** More than half of those that are active. */
  public int majority() {
    return (int) members.stream().filter(Member::active).count() / 2 + 1;
  }

  public List<Member> withRole(Org.Role role) {
    return members.stream().filter(m -> m.role() == role).toList();
  }
}
