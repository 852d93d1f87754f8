package io.tallystick.devnet.supervisor;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Json;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code run/wanted.json}: what callers ask of the supervisor.
 *
 * @param asked when, milliseconds since 1970: asking again for the same parts is a new request
 */
public record Wanted(long asked, SortedSet<String> parts) {

  public Wanted {
    parts = new TreeSet<>(parts);
  }

  public static Optional<Wanted> read(Home home) {
    return Json.read(home.wanted(), new TypeReference<>() {});
  }

  public void write(Home home) {
    OwnerOnly.write(home.wanted(), Json.text(this));
  }
}
