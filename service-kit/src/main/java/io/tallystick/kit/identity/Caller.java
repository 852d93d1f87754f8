package io.tallystick.kit.identity;

import io.tallystick.kit.problem.Problem;
import java.util.Arrays;
import java.util.Set;

/**
 * Who is calling, from a verified token; inject it (request scoped) and ask it at the use case.
 * Every accessor throws the 401 problem if the request carries no valid token.
 */
public class Caller {

  private final TenantKind kind;
  private final String orgId;
  private final String subject;
  private final String username;
  private final Set<String> roles;
  private final String token;

  /** For the container's client proxy only. */
  protected Caller() {
    this(null, null, null, null, Set.of(), null);
  }

  /**
   * @param orgId null for patients
   * @param subject the token's {@code sub}
   * @param token the bearer token as received
   */
  public Caller(
      TenantKind kind,
      String orgId,
      String subject,
      String username,
      Set<String> roles,
      String token) {
    this.kind = kind;
    this.orgId = orgId;
    this.subject = subject;
    this.username = username;
    this.roles = Set.copyOf(roles);
    this.token = token;
  }

  public TenantKind kind() {
    return kind;
  }

  public String orgId() {
    return orgId;
  }

  public String subject() {
    return subject;
  }

  public String username() {
    return username;
  }

  public Set<String> roles() {
    return roles;
  }

  /** The bearer token as received, to be forwarded within the institution only. */
  public String token() {
    return token;
  }

  /** Whether this is somebody of the own institution with one of these roles. */
  public boolean isStaff(String... anyOf) {
    return kind() == TenantKind.STAFF && Arrays.stream(anyOf).anyMatch(roles()::contains);
  }

  public boolean isPatient() {
    return kind() == TenantKind.PATIENT && roles().contains("patient");
  }

  public boolean isPartner() {
    return kind() == TenantKind.PARTNER && roles().contains("service");
  }

  /**
   * Somebody of the own institution with one of these roles.
   *
   * @throws io.tallystick.kit.problem.ProblemException 403 {@code role.missing}
   */
  public void requireStaff(String... anyOf) {
    require(isStaff(anyOf), "needs the institution's role " + String.join(" or ", anyOf));
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 403 {@code role.missing}
   */
  public void requirePatient() {
    require(isPatient(), "needs a patient's token");
  }

  /**
   * Another institution's service; {@link #orgId()} says whose.
   *
   * @throws io.tallystick.kit.problem.ProblemException 403 {@code role.missing}
   */
  public void requirePartner() {
    require(isPartner(), "needs another institution's service token");
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 403 {@code role.missing}
   */
  public void require(boolean allowed, String need) {
    if (!allowed) throw Problem.forbidden("role.missing", need).exception();
  }
}
