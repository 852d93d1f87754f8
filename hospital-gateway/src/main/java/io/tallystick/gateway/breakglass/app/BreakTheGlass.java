package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.breakglass.domain.EmergencyRelease;
import io.tallystick.gateway.breakglass.domain.EmergencyRequest;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Record;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/**
 * A clinician of this hospital asks another one in an emergency, and has the records when this
 * returns. They are held against the roots that the own copy of the ledger has; no block is waited
 * for.
 */
@ApplicationScoped
public class BreakTheGlass {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final Custodians custodians;
  private final Envelopes envelopes;
  private final Orgs orgs;
  private final LedgerView ledger;
  private final Transactions transactions;
  private final ReceivedRecords received;
  private final String ownOrg;

  public BreakTheGlass(
      Custodians custodians,
      Envelopes envelopes,
      Orgs orgs,
      LedgerView ledger,
      Transactions transactions,
      ReceivedRecords received,
      TallystickConfig config) {
    this.custodians = custodians;
    this.envelopes = envelopes;
    this.orgs = orgs;
    this.ledger = ledger;
    this.transactions = transactions;
    this.received = received;
    this.ownOrg = config.org().id();
  }

  /**
   * @param custodian org id
   * @param subject the clinician's, in the own realm
   * @throws io.tallystick.kit.problem.ProblemException 400 {@code break-glass.incomplete}; 422
   *     {@code custodian.unknown}; 502 {@code release.not-genuine}; 503 {@code
   *     custodian.unreachable}; and what the custodian refuses with
   */
  public ReceivedRecords.Received ask(String custodian, EmergencyRequest asked, String subject) {
    asked
        .fault()
        .ifPresent(
            element -> {
              throw Problem.badRequest("break-glass.incomplete", "what is wrong is: " + element)
                  .exception();
            });
    boolean hospital =
        !ownOrg.equals(custodian)
            && orgs.active().stream()
                .anyMatch(o -> o.id().equals(custodian) && o.role() == Org.Role.HOSPITAL);
    if (!hospital) {
      throw Problem.unprocessable("custodian.unknown", "it names no other hospital").exception();
    }
    var release = custodians.ask(custodian, envelopes.seal(custodian, CanonicalJson.bytes(asked)));
    return keep(custodian, release, subject);
  }

  private ReceivedRecords.Received keep(
      String custodian, EmergencyRelease release, String subject) {
    var bytes = opened(release.sealed());
    var given = read(bytes);
    boolean ours =
        given.decisionId() != null
            && ID.matcher(given.decisionId()).matches()
            && release.releasedAt() != null
            && release.reviewBy() != null
            && given.leaves() != null
            && custodian.equals(given.custodian())
            && ownOrg.equals(given.grantee())
            && given.decisionId().equals(release.decisionId());
    if (!ours) throw notGenuine();
    int unverified = unverified(given, custodian);
    return transactions.inTransaction(
        tx -> {
          received.keep(tx, release, custodian, subject, given.leaves().size(), unverified, bytes);
          return received.byId(tx, release.decisionId()).orElseThrow();
        });
  }

  private static ReleasePackage read(byte[] bytes) {
    try {
      return CanonicalJson.read(bytes, ReleasePackage.class);
    } catch (CanonicalJson.MalformedJson noPackage) {
      throw notGenuine();
    }
  }

  private byte[] opened(String sealed) {
    try {
      return envelopes.open(sealed);
    } catch (SealBroken broken) {
      throw notGenuine();
    }
  }

  /** Leaves of a record that isn't on the own copy yet can't be held against anything. */
  private int unverified(ReleasePackage given, String custodian) {
    int unknown = 0;
    for (var leaf : given.leaves()) {
      if (!leaf.holdsResource()) throw notGenuine();
      var record = ledger.entry(LedgerKeys.record(leaf.released().recordId()), Record.class);
      if (record.isEmpty()) unknown++;
      else if (!isOf(record.get(), leaf, custodian)) throw notGenuine();
    }
    return unknown;
  }

  /** An original, and of that record: in an emergency nothing is redacted. */
  private static boolean isOf(Record record, ReleasePackage.Leaf leaf, String custodian) {
    return record.custodian().equals(custodian)
        && !leaf.released().derived()
        && leaf.isOf(record.root(), record.leaves());
  }

  private static RuntimeException notGenuine() {
    return Problem.of(502, "release.not-genuine", "what came isn't what its custodian published")
        .exception();
  }
}
