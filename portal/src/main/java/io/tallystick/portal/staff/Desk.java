package io.tallystick.portal.staff;

import io.quarkus.security.identity.SecurityIdentity;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Named;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.List;

/** What each staff page shows around its content: the institution and the desks of one's roles. */
@RequestScoped
public class Desk {

  static final String AT = "/staff/{org:[a-z0-9-]+}";
  static final String CLAIM = "{claim:[A-Za-z0-9-]+}";

  /** A page that a role opens. */
  public record Link(String role, String path, String title) {}

  public record View(Named org, List<Link> links, String current) {

    public String path() {
      return "/staff/" + org.id();
    }
  }

  private static final List<Link> LINKS =
      List.of(
          new Link("registration-clerk", "enrolments", "Enrolments"),
          new Link("registration-clerk", "people", "Keys and paper"),
          new Link("registration-clerk", "matches", "Matches"),
          new Link("clinician", "results", "Results elsewhere"),
          new Link("billing-clerk", "claims", "Claims"),
          new Link("adjudicator", "queue", "Queue"),
          new Link("adjudicator", "appeals", "Appeals"),
          new Link("clinician", "emergency", "Emergency access"),
          new Link("privacy-officer", "reviews", "Reviews"),
          new Link("reviewer", "second-appeals", "Appeals"),
          new Link("regulator", "ledger", "Ledger"),
          new Link("regulator", "oversight", "Owed"));

  private final SecurityIdentity user;
  private final Institutions institutions;

  Desk(SecurityIdentity user, Institutions institutions) {
    this.user = user;
    this.institutions = institutions;
  }

  /**
   * @param current the {@link Link#path()} of the page shown
   */
  View view(String org, String current) {
    var institution =
        institutions.all().stream()
            .filter(i -> i.id().equals(org))
            .findFirst()
            .orElseThrow(NotFoundException::new);
    return new View(
        institution, LINKS.stream().filter(l -> user.hasRole(l.role())).toList(), current);
  }
}
