package io.tallystick.kit.identity;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.tallystick.kit.config.TallystickConfig;
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

  CallerOfRequest(TallystickConfig config) {
    this.config = config;
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
          caller(identity, TenantKind.PARTNER, partner.substring(PARTNER.length()));
      default -> throw new UnauthorizedException();
    };
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
