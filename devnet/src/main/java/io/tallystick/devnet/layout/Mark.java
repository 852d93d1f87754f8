package io.tallystick.devnet.layout;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code devnet.json}: marks a state folder as one of Tallystick's and keeps what can't change as
 * long as it exists, because issuers, endpoints and the chain depend on it.
 *
 * @param layout {@link #LAYOUT} of the Tallystick that made it; 0 where it isn't told
 * @param offset added to every port
 * @param ledger null in folders that were made when there was only the dev ledger
 */
public record Mark(int layout, int offset, LedgerChoice ledger) {

  /**
   * Goes up with each change that an existing state folder takes no part in: realms and the
   * broker's logins are made once.
   */
  public static final int LAYOUT = 2;

  public Mark {
    if (ledger == null) ledger = LedgerChoice.DEV;
  }

  /** Of a folder that this Tallystick makes. */
  public static Mark of(int offset, LedgerChoice ledger) {
    return new Mark(LAYOUT, offset, ledger);
  }

  public static Optional<Mark> read(Home home) {
    return Json.read(file(home), new TypeReference<>() {});
  }

  public static boolean isIn(Home home) {
    return Files.exists(file(home));
  }

  public void write(Home home) {
    OwnerOnly.write(file(home), Json.text(this));
  }

  private static Path file(Home home) {
    return home.folder().resolve("devnet.json");
  }
}
