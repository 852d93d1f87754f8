package io.tallystick.gateway.enrolment.domain;

import io.tallystick.vocabulary.consent.Mandate;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a clerk, after looking at the papers, lets a representative do; see {@link Mandate}.
 *
 * @param grantees org ids; empty for all
 * @param purposes HL7 v3 ActReason codes; empty for all
 * @param classes FHIR resource types; empty for all
 */
public record RoleScope(
    boolean mayConsent,
    boolean sensitive,
    List<String> grantees,
    List<String> purposes,
    List<String> classes) {

  private static final Pattern PURPOSE = Pattern.compile("[A-Z][A-Z0-9]{1,31}");
  private static final Pattern RESOURCE_TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");
  private static final int MOST = 50;

  public RoleScope {
    grantees = grantees == null ? List.of() : List.copyOf(grantees);
    purposes = purposes == null ? List.of() : List.copyOf(purposes);
    classes = classes == null ? List.of() : List.copyOf(classes);
  }

  /** Codes only: they travel to the endorsers. */
  public boolean wellFormed() {
    return grantees.size() <= MOST
        && purposes.size() <= MOST
        && classes.size() <= MOST
        && purposes.stream().allMatch(p -> PURPOSE.matcher(p).matches())
        && classes.stream().allMatch(c -> RESOURCE_TYPE.matcher(c).matches());
  }

  public Mandate until(Instant end) {
    return new Mandate(mayConsent, sensitive, grantees, purposes, classes, end);
  }
}
