package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.domain.OpenedConsent;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The institution's consent heads; what opens them is sealed. */
public interface ConsentHeads {

  /** The one head between the two, in force or not. */
  Optional<Head> current(Handle tx, String patientId, String grantee);

  Optional<Head> byId(Handle tx, String headId);

  /** Latest change first, without heads whose place another took. */
  List<Head> ofPatient(Handle tx, String patientId);

  /** Writes the head's new state; by a grant, another head between the same two loses its place. */
  void save(Handle tx, Head head);

  /** Seals what opens the commitments of one change, before the ledger has it. */
  void seal(Handle tx, String opId, OpenedConsent opened);

  OpenedConsent open(Handle tx, String opId);

  void erase(Handle tx, String opId);
}
