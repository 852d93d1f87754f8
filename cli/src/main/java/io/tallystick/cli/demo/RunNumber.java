package io.tallystick.cli.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Json;
import io.tallystick.ledger.crypto.OwnerOnly;

/**
 * How often the demo ran on one devnet. Patients, records, keys and consents stay from run to run;
 * memberships are new ones, since a payer that gets the same member's same services again denies
 * them as duplicates (CARC 18).
 *
 * @param number from 1
 */
record RunNumber(int number) {

  /** Counts this run, also if it fails later. */
  static RunNumber next(Home home) {
    var file = home.folder().resolve("demo").resolve("run.json");
    var before = Json.read(file, new TypeReference<RunNumber>() {}).orElse(new RunNumber(0));
    var now = new RunNumber(before.number() + 1);
    OwnerOnly.write(file, Json.text(now));
    return now;
  }

  /** What this run's member numbers end in. */
  String series() {
    return number == 1 ? "" : "-R" + number;
  }

  @Override
  public String toString() {
    return number == 1
        ? "first run on this devnet"
        : "run %d on this devnet: what is published stays, members are enrolled anew"
            .formatted(number);
  }
}
