package io.tallystick.devnet;

import io.tallystick.devnet.fabric.FabricHome;
import io.tallystick.devnet.fabric.FabricPlan;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.LedgerChoice.Kind;
import io.tallystick.devnet.layout.Mark;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Which ledger is meant: what was asked for, else what the state folder was made with. */
final class LedgerChoices {

  /**
   * @throws DevnetFailure if Fabric is asked for and nobody says where it is installed
   */
  static LedgerChoice of(Kind asked, Optional<Duration> batchTimeout, Optional<Mark> mark) {
    if (asked == Kind.DEV) return LedgerChoice.DEV;
    var made = mark.map(Mark::ledger).filter(LedgerChoice::isFabric);
    var home =
        FabricHome.named()
            .or(() -> made.map(LedgerChoice::fabricHome))
            .orElseThrow(FabricHome::unset);
    return new LedgerChoice(
        Kind.FABRIC,
        home,
        batchTimeout
            .map(Duration::toMillis)
            .or(() -> made.map(LedgerChoice::batchTimeoutMillis))
            .orElse(FabricPlan.BATCH_TIMEOUT.toMillis()));
  }

  /**
   * @throws DevnetFailure if the state folder was made otherwise, or Fabric isn't installed whole
   */
  static void check(Mark asked, Home home) {
    var made = Mark.read(home).orElse(asked);
    if (made.layout() != asked.layout()) {
      throw new DevnetFailure(
          "%s was made by another version of Tallystick: ./tallystick reset deletes it."
              .formatted(home.folder()));
    }
    if (made.offset() != asked.offset()) {
      throw madeWith(home, "--port-offset " + made.offset());
    }
    if (made.ledger().kind() != asked.ledger().kind()) {
      throw madeWith(home, "--ledger " + made.ledger().kind().name().toLowerCase(Locale.ROOT));
    }
    if (made.ledger().batchTimeoutMillis() != asked.ledger().batchTimeoutMillis()) {
      throw madeWith(home, "--batch-timeout " + made.ledger().batchTimeoutMillis());
    }
    if (asked.ledger().isFabric()) FabricHome.at(asked.ledger().fabricHome());
  }

  private static DevnetFailure madeWith(Home home, String option) {
    return new DevnetFailure(
        "%s was made with %s: use that, or reset it first.".formatted(home.folder(), option));
  }

  private LedgerChoices() {}
}
