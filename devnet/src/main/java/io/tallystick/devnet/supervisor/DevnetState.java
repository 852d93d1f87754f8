package io.tallystick.devnet.supervisor;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Json;
import io.tallystick.devnet.process.ProcessIdentity;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.util.List;
import java.util.Optional;

/** {@code run/state.json}: what the supervisor knows, rewritten whole at every change. */
public record DevnetState(ProcessIdentity supervisor, List<PartStatus> parts) {

  public static final DevnetState NONE = new DevnetState(null, List.of());

  public static DevnetState read(Home home) {
    return Json.read(home.state(), new TypeReference<DevnetState>() {}).orElse(NONE);
  }

  public void write(Home home) {
    OwnerOnly.write(home.state(), Json.text(this));
  }

  public boolean isSupervised() {
    return supervisor != null && supervisor.isAlive();
  }

  public Optional<PartStatus> part(String name) {
    return parts.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
