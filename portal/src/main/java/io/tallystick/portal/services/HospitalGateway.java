package io.tallystick.portal.services;

import jakarta.ws.rs.Consumes;
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

/** A hospital's hospital-gateway, as far as the portal speaks to it. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface HospitalGateway {

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

  record Identifier(String system, String value) {}

  record Sought(List<Identifier> identifiers) {}

  record Found(String patientId) {}

  /** A consent without what it says. */
  record ConsentOutline(
      String headId,
      String grantee,
      long version,
      String state,
      Instant notBefore,
      Instant notAfter,
      String basis,
      String txid) {}

  /**
   * @param scan base64 of a PDF, PNG or JPEG
   */
  record PaperConsent(
      String patientId,
      String grantee,
      List<Statement> statements,
      int days,
      LocalDate signedOn,
      String scan) {}

  record PaperRevocation(LocalDate signedOn, String scan) {}

  record MedicalRecord(
      String recordId,
      String encounter,
      String title,
      LocalDate date,
      int resources,
      String txid) {}

  record Consent(
      String headId,
      String grantee,
      long version,
      String state,
      Instant notBefore,
      Instant notAfter,
      List<Statement> statements,
      String txid,
      String basis) {

    public boolean onPaper() {
      return "PAPER".equals(basis);
    }

    public boolean holdsFor(String institution) {
      return "ACTIVE".equals(state) && grantee.equals(institution);
    }
  }

  /**
   * @param claimId absent if it is asked for no claim
   * @param state OPEN, ANSWERED, DECLINED, WITHDRAWN or EXPIRED
   * @param suggestion the narrowest statement that answers it
   * @param granted FULL, PART or DENIED; absent until answered and for a claim
   */
  record ConsentRequest(
      String requestId,
      String grantee,
      String purpose,
      List<String> classes,
      String claimId,
      Instant askedAt,
      Instant deadline,
      String state,
      Statement suggestion,
      String granted) {

    /** The codes it is limited to, each once, whatever systems they are of. */
    public List<String> codeTexts() {
      return suggestion.permittedCodes().stream().map(Statement.Code::code).distinct().toList();
    }
  }

  record NewDraft(String patient, String grantee, List<Statement> statements, int days) {}

  /**
   * A draft to be tried on the patient's own records.
   *
   * @param purpose what the grantee would ask for
   */
  record NewPreview(
      String patient, String grantee, String purpose, List<Statement> statements, int days) {}

  /** What it would release and withhold, latest visit first. */
  record Preview(
      String grantee, String purpose, int released, int withheld, List<TriedRecord> records) {}

  record TriedRecord(
      String recordId,
      String title,
      LocalDate date,
      List<TriedResource> released,
      List<TriedResource> withheld) {}

  /**
   * @param redacted whether a copy without its words would be released
   * @param why NOT_MENTIONED, DENIED, SENSITIVE or NOT_RELEASABLE; absent if released
   * @param labels sensitive areas that aren't allowed
   */
  record TriedResource(
      String type,
      String title,
      LocalDate date,
      boolean redacted,
      String why,
      List<String> labels) {}

  /**
   * A change that waits for the patient's signature.
   *
   * @param message the exact text to sign; it commits to {@code setText} with {@code salt}
   * @param setText canonical JSON of the whole set of statements; absent in a revocation
   * @param salt base64 of 32 bytes; absent in a revocation
   */
  record Draft(String draftId, String message, String setText, String salt) {}

  /**
   * @param txid absent while the ledger hasn't answered
   */
  record Changed(String headId, long version, String txid) {}

  record Signed(String draftId, String signature) {}

  /**
   * @param receiptStatus NOT_OWED, MISSING, RETAINED or ERASED
   * @param owedSince when the consent was revoked
   */
  record Access(
      String accessId,
      boolean permitted,
      String grantee,
      String purpose,
      String claimId,
      String headId,
      Long headVersion,
      String reason,
      int released,
      int withheld,
      Instant at,
      String txid,
      String basis,
      String receiptStatus,
      Instant owedSince,
      Emergencies.Receipt receipt) {

    public boolean emergency() {
      return permitted && headId == null;
    }
  }

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

  @POST
  @Path("patients/match")
  List<Found> match(Sought sought);

  @GET
  @Path("paper-consents")
  List<ConsentOutline> outlines(@QueryParam("patient") String patientId);

  @POST
  @Path("paper-consents")
  Changed recordPaper(PaperConsent paper);

  @POST
  @Path("paper-consents/{headId}/revoke")
  Changed revokeOnPaper(@PathParam("headId") String headId, PaperRevocation paper);

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
  @Path("me/consents/{headId}/scan")
  @Produces({"application/pdf", "image/png", "image/jpeg"})
  Response scan(@PathParam("headId") String headId);

  @GET
  @Path("me/patients")
  List<EnrolledPatient> patients();

  @GET
  @Path("me/records")
  List<MedicalRecord> records(@QueryParam("patient") String patientId);

  @GET
  @Path("me/consents")
  List<Consent> consents(@QueryParam("patient") String patientId);

  @GET
  @Path("me/consent-requests")
  List<ConsentRequest> consentRequests(@QueryParam("patient") String patientId);

  @POST
  @Path("me/consent-requests/{id}/decline")
  void decline(@PathParam("id") String requestId);

  @POST
  @Path("me/consents/preview")
  Preview preview(NewPreview preview);

  @POST
  @Path("me/consents/draft")
  Draft draft(NewDraft draft);

  @POST
  @Path("me/consents")
  Changed grant(Signed signed);

  @POST
  @Path("me/consents/{headId}/revocation-draft")
  Draft draftRevocation(@PathParam("headId") String headId);

  @POST
  @Path("me/consents/{headId}/revoke")
  Changed revoke(@PathParam("headId") String headId, Signed signed);

  @GET
  @Path("me/accesses")
  List<Access> accesses(@QueryParam("patient") String patientId);
}
