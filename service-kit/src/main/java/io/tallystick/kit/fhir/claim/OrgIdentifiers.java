package io.tallystick.kit.fhir.claim;

import io.tallystick.kit.fhir.claim.SubmittedClaim.Identifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which institution an identifier in a claim means: its org id (system {@link NamingSystems#ORG}),
 * or one of the identifiers that senders use in the field, e.g. a National Provider Identifier or a
 * payer id, as this institution's configuration lists them.
 */
public final class OrgIdentifiers {

  private final Map<Identifier, String> orgs;

  private OrgIdentifiers(Map<Identifier, String> orgs) {
    this.orgs = Map.copyOf(orgs);
  }

  /** Nobody is known by anything but the org id. */
  public static OrgIdentifiers none() {
    return new OrgIdentifiers(Map.of());
  }

  /**
   * @param tokens per org id, identifiers as FHIR search writes them: {@code system|value}
   * @throws IllegalArgumentException if one is malformed, or means two institutions
   */
  public static OrgIdentifiers of(Map<String, Set<String>> tokens) {
    var orgs = new HashMap<Identifier, String>();
    tokens.forEach(
        (org, all) ->
            all.forEach(
                token -> {
                  var other = orgs.putIfAbsent(identifier(token), org);
                  if (other != null && !other.equals(org)) {
                    throw new IllegalArgumentException(
                        "%s means both %s and %s".formatted(token, other, org));
                  }
                }));
    return new OrgIdentifiers(orgs);
  }

  /** The org id; empty if no institution is known by this identifier. */
  public Optional<String> org(Identifier identifier) {
    return identifier.system().equals(NamingSystems.ORG)
        ? Optional.of(identifier.value())
        : Optional.ofNullable(orgs.get(identifier));
  }

  private static Identifier identifier(String token) {
    int bar = token.lastIndexOf('|');
    if (bar < 1 || bar == token.length() - 1) {
      throw new IllegalArgumentException("an organization's identifier is system|value: " + token);
    }
    return new Identifier(token.substring(0, bar), token.substring(bar + 1));
  }
}
