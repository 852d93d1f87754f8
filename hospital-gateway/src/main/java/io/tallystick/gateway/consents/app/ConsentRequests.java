package io.tallystick.gateway.consents.app;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What institutions ask of patients. */
public interface ConsentRequests {

  /**
   * @param classes FHIR resource types
   * @param dataFrom first clinical date of what is asked for
   * @param deadline after it the grantee decides without, absent if it didn't say
   */
  record Asked(
      String requestId,
      String patientId,
      String grantee,
      String claimId,
      String purpose,
      List<String> classes,
      LocalDate dataFrom,
      LocalDate dataUntil,
      Instant askedAt,
      Instant deadline,
      State state) {}

  enum State {
    OPEN,
    ANSWERED,
    DECLINED
  }

  /**
   * Once per grantee and claim; asked again, it is open again, unless the patient declined it.
   *
   * @return whether the patient is asked now
   */
  boolean ask(Handle tx, Asked asked);

  /** The request, locked until the transaction ends. */
  Optional<Asked> lock(Handle tx, String requestId);

  void declined(Handle tx, String requestId, Instant at);

  /** The patient has answered whatever this grantee asked. */
  void answered(Handle tx, String patientId, String grantee);

  /** Latest first. */
  List<Asked> ofPatient(Handle tx, String patientId);
}
