package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Scan;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Forms on paper behind consents and revocations; their scans are sealed. */
public interface PaperForms {

  /**
   * @param opId of the ledger operation that it stands behind
   * @param version the head's, which rests on it
   * @param signedOn the date beside the signature
   * @param recordedBy the clerk's username
   */
  record Form(
      String opId,
      String headId,
      long version,
      String patientId,
      boolean revokes,
      String mediaType,
      LocalDate signedOn,
      String recordedBy,
      Instant recordedAt) {}

  /**
   * @param salted the scan with the salt of its commitment
   */
  void add(Handle tx, Form form, SaltedDocument salted);

  /** The ledger has answered; nothing where no form stands behind the operation. */
  void concluded(Handle tx, String opId, boolean accepted);

  /** Those that the ledger accepted, latest first. */
  List<Form> ofPatient(Handle tx, String patientId);

  /** The latest accepted one behind a head. */
  Optional<Form> ofHead(Handle tx, String headId);

  Scan scan(Handle tx, Form form);
}
