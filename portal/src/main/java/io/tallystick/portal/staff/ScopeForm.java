package io.tallystick.portal.staff;

import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions.Named;
import io.tallystick.portal.services.Enrolments.Scope;
import io.tallystick.portal.words.Words;
import jakarta.ws.rs.FormParam;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a clerk ticked for somebody who acts for a patient. */
public class ScopeForm {

  private static final Set<String> MAY = Set.of("all", "consent", "look");

  @FormParam("may")
  String may;

  @FormParam("scope-grantee")
  List<String> grantees;

  @FormParam("scope-kind")
  List<String> kinds;

  @FormParam("scope-sensitive")
  String sensitive;

  /**
   * @return null where the clerk sets no bounds, and for the patient
   */
  Scope scope(List<Named> known, Words words) {
    if (may == null || "all".equals(FormInput.oneOf(MAY, may))) return null;
    var ids = known.stream().map(Named::id).collect(Collectors.toSet());
    return new Scope(
        "consent".equals(may),
        sensitive != null,
        ticked(grantees, ids),
        List.of(),
        ticked(kinds, words.classes().keySet()));
  }

  private static List<String> ticked(List<String> given, Set<String> allowed) {
    if (given == null) return List.of();
    given.forEach(one -> FormInput.oneOf(allowed, one));
    return given;
  }
}
