package io.tallystick.gateway.enrolment.app;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What whoever may act for a patient is told of the patient's keys. */
public interface KeyNotices {

  /**
   * @param kind {@code NEW_KEY}, or the name of an {@link
   *     io.tallystick.gateway.enrolment.domain.EndReason}
   * @param seen whether this person has said that they read it
   */
  record Notice(String noticeId, String enrolmentId, String kind, Instant at, boolean seen) {}

  String NEW_KEY = "NEW_KEY";

  void add(Handle tx, String patientId, String enrolmentId, String kind);

  /** Latest first, 200 at most. */
  List<Notice> ofPatient(Handle tx, String patientId, String subject);

  void seen(Handle tx, String patientId, String subject);
}
