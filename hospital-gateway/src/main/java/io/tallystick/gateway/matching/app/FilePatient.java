package io.tallystick.gateway.matching.app;

import io.tallystick.gateway.matching.domain.BlockingKeys;
import io.tallystick.gateway.patients.app.PatientRegistered;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Files each patient under the keys that a search may come by. */
@ApplicationScoped
public class FilePatient {

  private static final int AT_ONCE = 100;

  private final Registry registry;
  private final Transactions transactions;

  public FilePatient(Registry registry, Transactions transactions) {
    this.registry = registry;
    this.transactions = transactions;
  }

  void registered(@Observes PatientRegistered registered) {
    file(registered.tx(), registered.patientId());
  }

  /** Those who came to be registered on another way, or before there were such keys. */
  public void fileAll() {
    while (transactions.inTransaction(this::fileSome)) {}
  }

  private boolean fileSome(Handle tx) {
    var unfiled = registry.unfiled(tx, AT_ONCE);
    unfiled.forEach(id -> file(tx, id));
    return unfiled.size() == AT_ONCE;
  }

  private void file(Handle tx, String patientId) {
    registry.file(
        tx, patientId, registry.person(tx, patientId).map(BlockingKeys::of).orElse(Set.of()));
  }
}
