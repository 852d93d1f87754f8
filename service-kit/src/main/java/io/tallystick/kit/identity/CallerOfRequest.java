package io.tallystick.kit.identity;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Names the caller by the OIDC tenant that verified the token: {@code staff}, {@code patients},
 * {@code partner-<org>}.
 */
@ApplicationScoped
class CallerOfRequest {

  private static final String TENANT_ID = "tenant-id";
  private static final String PARTNER = "partner-";

  private final TallystickConfig config;
  private final Orgs orgs;

  CallerOfRequest(TallystickConfig config, Orgs orgs) {
    this.config = config;
    this.orgs = orgs;
  }

  @Produces
  @RequestScoped
  Caller caller(CurrentIdentityAssociation association) {
    var identity = association.getIdentity();
    if (identity == null || identity.isAnonymous()) throw new UnauthorizedException();
    String tenant = identity.getAttribute(TENANT_ID);
    if (tenant == null) throw new UnauthorizedException();
    return switch (tenant) {
      case "staff" -> caller(identity, TenantKind.STAFF, config.org().id());
      case "patients" -> caller(identity, TenantKind.PATIENT, null);
      case String partner when partner.startsWith(PARTNER) ->
          caller(identity, TenantKind.PARTNER, heard(partner.substring(PARTNER.length())));
      default -> throw new UnauthorizedException();
    };
  }

  /**
   * A member that the consortium has suspended, or that has left, still has its realm and its keys.
   * Of one that the own copy of the ledger doesn't name, each use case judges.
   */
  private String heard(String orgId) {
    boolean silenced =
        orgs.byId(orgId).filter(org -> org.status() != Org.Status.ACTIVE).isPresent();
    if (!silenced) return orgId;
    throw Problem.forbidden("member.not-active", "this institution is no active member")
        .exception();
  }

  private static Caller caller(SecurityIdentity identity, TenantKind kind, String orgId) {
    var token = identity.getCredential(AccessTokenCredential.class);
    return new Caller(
        kind,
        orgId,
        subject(identity),
        identity.getPrincipal().getName(),
        identity.getRoles(),
        token == null ? null : token.getToken());
  }

  private static String subject(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken jwt && jwt.getSubject() != null
        ? jwt.getSubject()
        : identity.getPrincipal().getName();
  }
}
