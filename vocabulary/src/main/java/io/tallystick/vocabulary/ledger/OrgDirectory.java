package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.Optional;

/**
 * Who is in the consortium, without keys and addresses: what every operation has to know of the
 * others.
 */
public record OrgDirectory(List<Member> members) {

  public record Member(String id, String mspId, Org.Role role, Org.Status status) {
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

  public List<Member> withRole(Org.Role role) {
    return members.stream().filter(m -> m.role() == role).toList();
  }
}
