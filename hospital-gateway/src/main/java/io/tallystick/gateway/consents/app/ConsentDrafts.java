package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.DraftContent;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Changes of consent between draft and ledger; what they say is sealed. */
public interface ConsentDrafts {

  /**
   * @param subject whoever asked for it, and alone may sign it
   * @param version of the head after the change
   * @param thumbprint of the key that signed, absent until signed
   * @param opId absent until signed
   * @param content absent once it is final
   */
  record Draft(
      String draftId,
      String subject,
      String patientId,
      String grantee,
      String headId,
      long version,
      boolean revokes,
      String thumbprint,
      String opId,
      Instant expiresAt,
      DraftContent content) {}

  void add(Handle tx, Draft draft);

  Optional<Draft> lock(Handle tx, String draftId);

  Optional<Draft> byOperation(Handle tx, String opId);

  /**
   * @return false if another change between the same two is on its way
   */
  boolean submitted(Handle tx, Draft draft, String thumbprint, String opId);

  /** Final: what it said is erased. */
  void done(Handle tx, String draftId, boolean accepted);
}
