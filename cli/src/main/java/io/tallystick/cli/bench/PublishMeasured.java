package io.tallystick.cli.bench;

import java.util.List;
import java.util.Locale;

/**
 * One run of bulk publication.
 *
 * @param resources that were sent
 * @param refused of them, by validation or afterwards
 * @param records that they make
 * @param received seconds until every line was durable at the gateway
 * @param stored until every line was validated and in its record
 * @param finished until every root was final on the ledger
 */
record PublishMeasured(
    long resources,
    long bytes,
    long refused,
    long records,
    double received,
    double stored,
    double finished) {

  static final double WANTED = 300;

  double perSecond() {
    return resources / finished;
  }

  List<String> table() {
    return List.of(
        "| resources | MB | refused | records | received s | validated and stored s | final s |"
            + " resources/s |",
        "| --: | --: | --: | --: | --: | --: | --: | --: |",
        String.format(
            Locale.ROOT,
            "| %d | %.1f | %d | %d | %.1f | %.1f | %.1f | %.0f |",
            resources,
            bytes / 1e6,
            refused,
            records,
            received,
            stored,
            finished,
            perSecond()));
  }

  String verdict() {
    return String.format(
        Locale.ROOT,
        "%s bulk publish ≥ %.0f validated resources/s: %.0f/s, all final on the ledger, %d refused",
        perSecond() >= WANTED && refused == 0 ? "reached:" : "MISSED: ",
        WANTED,
        perSecond(),
        refused);
  }
}
