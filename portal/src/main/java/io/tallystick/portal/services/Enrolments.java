package io.tallystick.portal.services;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Keys of patients and their representatives: asked for, confirmed by a clerk, ended. At a
 * hospital's hospital-gateway.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface Enrolments {

  /**
   * What a person tells the hospital about a new key.
   *
   * @param actsAs self, guardian, delegate or executor
   * @param applicant the representative's own name; absent for the patient
   * @param kiosk whether the key is on a shared device
   */
  record NewEnrolment(
      Map<String, String> jwk,
      String actsAs,
      String family,
      String given,
      LocalDate birthDate,
      String mrn,
      String applicant,
      boolean kiosk) {}

  /** A patient in the hospital's own records. */
  record Candidate(String patientId, String name, LocalDate birthDate, String mrn) {}

  /**
   * Somebody's wish to have their key confirmed.
   *
   * @param candidate whom the record number names, else whom name and birth date fit; may be absent
   * @param contradictions in what the candidate's record differs: mrn, name, birthDate
   * @param other whom name and birth date fit, if the number names somebody else
   */
  record Enrolment(
      String enrolmentId,
      String state,
      String actsAs,
      String family,
      String given,
      LocalDate birthDate,
      String mrn,
      String keyThumbprint,
      Instant requestedAt,
      Candidate candidate,
      List<String> contradictions,
      Candidate other,
      String applicant,
      boolean kiosk) {

    public boolean fits() {
      return contradictions == null || contradictions.isEmpty();
    }
  }

  /**
   * What a representative may do; empty lists bound nothing.
   *
   * @param sensitive whether they may open sensitive areas
   */
  record Scope(
      boolean mayConsent,
      boolean sensitive,
      List<String> grantees,
      List<String> purposes,
      List<String> classes) {

    public Scope {
      grantees = grantees == null ? List.of() : grantees;
      purposes = purposes == null ? List.of() : purposes;
      classes = classes == null ? List.of() : classes;
    }
  }

  /**
   * @param until until when a representative may act; absent means the role's own bound
   * @param scope absent for all that the patient may
   */
  record Attestation(String patientId, Instant until, Scope scope) {}

  record Rejection(String reason) {}

  /**
   * One enrolled key of the caller.
   *
   * @param patientId absent until the hospital attested the key
   * @param enrolmentState PENDING, ATTESTED, REJECTED, REVOKED or EXPIRED
   * @param keyNotices how much there is to be read of this patient's keys
   */
  record EnrolledPatient(
      String patientId,
      String name,
      String actsAs,
      String keyThumbprint,
      String enrolmentId,
      String enrolmentState,
      int keyNotices) {}

  /**
   * @param holder the representative's name, if it was told
   * @param mine whether the signed-in person enrolled it
   * @param endedFor LOST, REPLACED, ROLE_OVER or MISUSED; absent while nobody ended it
   */
  record Key(
      String enrolmentId,
      String keyThumbprint,
      String actsAs,
      String state,
      String holder,
      boolean mine,
      boolean kiosk,
      Instant requestedAt,
      Instant until,
      Scope scope,
      String endedFor) {

    public boolean holds() {
      return "ATTESTED".equals(state);
    }

    public boolean patients() {
      return "self".equals(actsAs);
    }
  }

  /**
   * @param kind NEW_KEY, LOST, REPLACED, ROLE_OVER or MISUSED
   */
  record KeyNotice(String enrolmentId, String kind, Instant at, boolean seen) {}

  record Keys(List<Key> keys, List<KeyNotice> notices) {}

  record KeyEnd(String reason) {}

  /** A patient, as a clerk sees who stands at the desk. */
  record PatientFile(String patientId, String name, LocalDate birthDate, List<Key> keys) {}

  @POST
  @Path("enrolments")
  void enrol(NewEnrolment enrolment);

  @GET
  @Path("enrolments")
  List<Enrolment> enrolments(@QueryParam("state") String state);

  @POST
  @Path("enrolments/{id}/attest")
  void attest(@PathParam("id") String enrolmentId, Attestation attestation);

  @POST
  @Path("enrolments/{id}/reject")
  void reject(@PathParam("id") String enrolmentId, Rejection rejection);

  @POST
  @Path("enrolments/{id}/revoke")
  void revoke(@PathParam("id") String enrolmentId, KeyEnd end);

  @GET
  @Path("patients/{id}/keys")
  PatientFile patientFile(@PathParam("id") String patientId);

  @GET
  @Path("me/keys")
  Keys keys(@QueryParam("patient") String patientId);

  @POST
  @Path("me/keys/seen")
  void keysSeen(@QueryParam("patient") String patientId);

  @POST
  @Path("me/keys/{id}/end")
  void endKey(@PathParam("id") String enrolmentId, KeyEnd end);

  @GET
  @Path("me/patients")
  List<EnrolledPatient> patients();
}
