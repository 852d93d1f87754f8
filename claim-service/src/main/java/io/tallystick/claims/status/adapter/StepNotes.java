package io.tallystick.claims.status.adapter;

import io.tallystick.kit.sealing.SealedStore;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the payer wrote about a step: free text, so sealed, as {@code note/<claimId>/<version>}. */
@Singleton
class StepNotes {

  private final SealedStore sealed;

  StepNotes(SealedStore sealed) {
    this.sealed = sealed;
  }

  /** The first word on a step stays. */
  void keep(Handle tx, String claimId, long version, String sentence) {
    int added =
        tx.createUpdate("INSERT INTO step_note VALUES (:claimId, :version) ON CONFLICT DO NOTHING")
            .bind("claimId", claimId)
            .bind("version", version)
            .execute();
    if (added == 1) {
      sealed.seal(tx, id(claimId, version), sentence.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Empty if there is none or it is erased. */
  Optional<String> sentence(Handle tx, String claimId, long version) {
    return sealed
        .open(tx, id(claimId, version))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static String id(String claimId, long version) {
    return "note/" + claimId + "/" + version;
  }
}
