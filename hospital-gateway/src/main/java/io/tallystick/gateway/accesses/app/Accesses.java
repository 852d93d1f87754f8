package io.tallystick.gateway.accesses.app;

import io.tallystick.gateway.accesses.domain.AuditQuery;
import io.tallystick.gateway.accesses.domain.MadeAccess;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Every decision of this custodian. */
public interface Accesses {

  /** Latest first, with emergencies that the ledger doesn't have yet. */
  List<MadeAccess> ofPatient(Handle tx, String patientId);

  /** One page of those on the ledger, latest first. */
  List<MadeAccess> page(Handle tx, AuditQuery query);

  /** How many there are on all pages. */
  int count(Handle tx, AuditQuery query);

  Optional<MadeAccess> byId(Handle tx, String accessId);
}
