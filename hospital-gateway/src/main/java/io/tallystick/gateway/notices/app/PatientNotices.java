package io.tallystick.gateway.notices.app;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What a patient is told without having asked. */
public interface PatientNotices {

  enum Kind {
    /** Records were released in an emergency, without consent. */
    BREAK_GLASS,
    /** A reviewer found it justified. */
    BREAK_GLASS_JUSTIFIED,
    BREAK_GLASS_UNJUSTIFIED,
    /** A recipient erased what had been released. */
    ERASED,
    /** A recipient keeps it on a ground. */
    RETAINED
  }

  /**
   * @param accessId the access it is about
   * @param org whom it is about
   * @param seenAt absent until the patient has read it
   */
  record Notice(
      String noticeId, Kind kind, String accessId, String org, Instant at, Instant seenAt) {}

  /** Told once: the same kind of the same access again changes nothing. */
  void add(Handle tx, String patientId, Kind kind, String accessId, String org);

  /** The newest first. */
  List<Notice> ofPatient(Handle tx, String patientId);

  void seen(Handle tx, String patientId);
}
