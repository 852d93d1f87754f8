package io.tallystick.vocabulary.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.time.Instant;
import java.util.List;

/**
 * The grantee's word on who asks within it, signed ES256 by its signing key over {@link
 * #message()}. The custodian decides by it, and the endorsers evaluate again by it: a custodian
 * can't invent a practitioner whom the patient permits.
 *
 * <p>What nobody else can check: that the practitioner named is the one who asks, holds that role
 * or belongs to that team. The grantee answers for that with its signature; a grantee that lies to
 * get what a statement gives to one of its people gets it, and leaves the proof. It can't pass for
 * another member: organizations aren't believed from it.
 *
 * @param requestId the request it is for
 * @param purpose as in the request
 * @param actors practitioner, roles, care teams; an organization in it counts for nothing
 * @param actions FHIR consentaction codes; empty means a release
 * @param notAfter until when it serves, exclusive
 */
public record RequesterAssertion(
    String requestId,
    String grantee,
    String custodian,
    String purpose,
    List<Actor> actors,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> actions,
    Instant notAfter) {

  public RequesterAssertion {
    actors = actors == null ? List.of() : List.copyOf(actors);
    actions = actions == null ? List.of() : List.copyOf(actions);
  }

  public byte[] message() {
    return CanonicalJson.bytes(this);
  }

  /** Whether it may speak in this release. */
  public boolean fits(String grantee, String custodian, String purpose, Instant now) {
    return grantee.equals(this.grantee)
        && custodian.equals(this.custodian)
        && purpose.equals(this.purpose)
        && notAfter != null
        && now.isBefore(notAfter);
  }

  /** The request it makes, at this moment. */
  public AccessRequest at(Instant now) {
    var people = actors.stream().filter(a -> a.kind() != Actor.Kind.ORGANIZATION).toList();
    return new AccessRequest(grantee, purpose, now, people, actions);
  }
}
