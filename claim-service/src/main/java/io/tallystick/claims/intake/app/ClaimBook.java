package io.tallystick.claims.intake.app;

import io.tallystick.claims.intake.domain.BillToken;
import io.tallystick.claims.intake.domain.DeskClaim;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The desk's book of claims and bills. */
public interface ClaimBook {

  /**
   * @return the claim that has this number already; then nothing is written
   */
  Optional<String> enter(Handle tx, DeskClaim claim);

  /** The bill's token; {@code fresh} becomes it when the bill has none yet. */
  BillToken billToken(Handle tx, String billNumber, BillToken fresh);
}
