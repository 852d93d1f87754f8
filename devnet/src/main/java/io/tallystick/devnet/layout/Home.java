package io.tallystick.devnet.layout;

import io.tallystick.ledger.crypto.OwnerOnly;
import java.nio.file.Path;

/** The state folder and what lies where in it; everything in it belongs to its owner alone. */
public record Home(Path folder) {

  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /** Makes the folders that the parts expect. */
  public void create() {
    for (var each :
        new Path[] {folder, crypto(), folder.resolve("keys"), config(), logs(), run(), data("")}) {
      OwnerOnly.folder(each);
    }
  }

  public Path crypto() {
    return folder.resolve("crypto");
  }

  /** An institution's JWKs, and below it a folder of wrapping keys per service. */
  public Path keys(String org) {
    return folder.resolve("keys").resolve(org);
  }

  public Path config() {
    return folder.resolve("config");
  }

  public Path config(String part) {
    return config().resolve(part + ".properties");
  }

  public Path data(String part) {
    return folder.resolve("data").resolve(part);
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  public Path run() {
    return folder.resolve("run");
  }

  public Path state() {
    return run().resolve("state.json");
  }

  public Path wanted() {
    return run().resolve("wanted.json");
  }

  public Path supervisorLock() {
    return run().resolve("supervisor.lock");
  }

  public Path secrets() {
    return folder.resolve("secrets.json");
  }

  public Path logins() {
    return folder.resolve("logins.json");
  }
}
