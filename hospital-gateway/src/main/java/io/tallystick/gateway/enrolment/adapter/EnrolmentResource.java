package io.tallystick.gateway.enrolment.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.enrolment.app.DecideEnrolment;
import io.tallystick.gateway.enrolment.app.DecideEnrolment.Verdict;
import io.tallystick.gateway.enrolment.app.ListEnrolments;
import io.tallystick.gateway.enrolment.app.RequestEnrolment;
import io.tallystick.gateway.enrolment.domain.ActsAs;
import io.tallystick.gateway.enrolment.domain.Applicant;
import io.tallystick.gateway.enrolment.domain.RoleScope;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.FreeText;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.vocabulary.crypto.PublicJwk;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Enrolment over HTTP: asked for by the patient, decided by a clerk. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class EnrolmentResource {

  /**
   * @param jwk public P-256 key as WebCrypto exports it
   * @param actsAs {@code self}, {@code guardian}, {@code delegate} or {@code executor}
   * @param applicant the representative's own name; not for {@code self}
   * @param kiosk whether the key was made on a shared device; absent for no
   */
  public record EnrolmentRequest(
      Map<String, Object> jwk,
      String actsAs,
      String family,
      String given,
      LocalDate birthDate,
      String mrn,
      String applicant,
      Boolean kiosk) {}

  public record EnrolmentStatus(String enrolmentId, String state) {}

  /**
   * @param until end of the role, exclusive; absent for the role's own bound
   * @param scope what a representative may do; absent for all, except a delegate, who needs one
   */
  public record Attestation(String patientId, Instant until, RoleScope scope) {}

  private final Caller caller;
  private final RequestEnrolment requestEnrolment;
  private final ListEnrolments listEnrolments;
  private final DecideEnrolment decideEnrolment;

  EnrolmentResource(
      Caller caller,
      RequestEnrolment requestEnrolment,
      ListEnrolments listEnrolments,
      DecideEnrolment decideEnrolment) {
    this.caller = caller;
    this.requestEnrolment = requestEnrolment;
    this.listEnrolments = listEnrolments;
    this.decideEnrolment = decideEnrolment;
  }

  @POST
  @Path("enrolments")
  public Response request(EnrolmentRequest asked) {
    caller.requirePatient();
    if (asked == null) throw Problem.badRequest("json.malformed", "no body").exception();
    var role =
        ActsAs.of(asked.actsAs())
            .orElseThrow(
                () ->
                    Problem.unprocessable(
                            "enrolment.role", "actsAs is self, guardian, delegate or executor")
                        .exception());
    var about =
        new Applicant(
            FreeText.name(asked.family()),
            FreeText.name(asked.given()),
            asked.birthDate(),
            FreeText.name(asked.mrn()),
            role == ActsAs.SELF ? null : FreeText.name(asked.applicant()));
    var made =
        requestEnrolment.request(
            caller.subject(), key(asked.jwk()), role, about, Boolean.TRUE.equals(asked.kiosk()));
    return Response.status(201)
        .entity(new EnrolmentStatus(made.enrolmentId(), made.state().name()))
        .build();
  }

  @GET
  @Path("enrolments")
  public List<ListEnrolments.Waiting> pending(
      @QueryParam("state") @DefaultValue("PENDING") String state) {
    caller.requireStaff("registration-clerk");
    if (!"PENDING".equals(state)) {
      throw Problem.badRequest("enrolment.state", "only PENDING is listed").exception();
    }
    return listEnrolments.pending();
  }

  @POST
  @Path("enrolments/{id}/attest")
  public EnrolmentStatus attest(@PathParam("id") String id, Attestation word) {
    if (word == null || word.patientId() == null) {
      throw Problem.badRequest("json.malformed", "names no patient").exception();
    }
    return decide(id, new Verdict.Attest(word.patientId(), word.until(), word.scope()));
  }

  @POST
  @Path("enrolments/{id}/reject")
  public EnrolmentStatus reject(@PathParam("id") String id) {
    return decide(id, new Verdict.Reject());
  }

  /**
   * Ends an attested enrolment; its key signs nothing more. What it signed last is revoked only
   * where it may have been misused, which without a reason is assumed.
   */
  @POST
  @Path("enrolments/{id}/revoke")
  public EnrolmentStatus revoke(@PathParam("id") String id, KeyResource.End end) {
    var reason = KeyResource.reason(end == null ? null : end.reason());
    return decide(id, new Verdict.Revoke(reason));
  }

  /** The patients whom the caller is, or acts for; and enrolments still waiting or over. */
  @GET
  @Path("me/patients")
  public List<ListEnrolments.Mine> mine() {
    caller.requirePatient();
    return listEnrolments.ofSubject(caller.subject());
  }

  private EnrolmentStatus decide(String id, Verdict verdict) {
    caller.requireStaff("registration-clerk");
    return new EnrolmentStatus(id, decideEnrolment.decide(id, verdict, caller.username()).name());
  }

  private static PublicJwk key(Map<String, Object> jwk) {
    if (jwk == null) throw unusable("there is no key");
    if (jwk.containsKey("d")) throw unusable("a private key never leaves its owner");
    try {
      var key = new PublicJwk(text(jwk, "kty"), text(jwk, "crv"), text(jwk, "x"), text(jwk, "y"));
      key.toKey();
      return key;
    } catch (IllegalArgumentException notOnP256) {
      throw unusable("not a public key on P-256");
    }
  }

  private static String text(Map<String, Object> jwk, String member) {
    return Objects.toString(jwk.get(member), null);
  }

  private static ProblemException unusable(String why) {
    return Problem.unprocessable("enrolment.key-unusable", why).exception();
  }
}
