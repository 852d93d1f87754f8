package io.tallystick.gateway.exchange.app;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.release.ReleasePackage.Leaf;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Record;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a package what the access on the ledger released, leaf by leaf from its records' roots? The
 * own copy of the chain answers, nobody else.
 */
@ApplicationScoped
public class CheckReceived {

  private final LedgerView ledger;
  private final Orgs orgs;
  private final String ownOrg;

  public CheckReceived(LedgerView ledger, Orgs orgs, TallystickConfig config) {
    this.ledger = ledger;
    this.orgs = orgs;
    this.ownOrg = config.org().id();
  }

  /** Empty until the own copy of the chain has it. */
  Optional<Access> access(String accessId) {
    return ledger.entry(LedgerKeys.access(accessId), Access.class);
  }

  /**
   * @param access as the own copy of the chain has it
   * @return what is wrong, a stable code; empty if it is genuine
   */
  Optional<String> fault(Access access, String custodian, ReleasePackage given) {
    if (!permits(access, custodian, given)) return Optional.of("release.access-differs");
    var opened =
        new Commitment(access.releaseCommitment())
            .opensWith(given.releaseSalt(), CanonicalJson.bytes(given.released()));
    if (!opened) return Optional.of("release.commitment-mismatch");
    if (!given.leaves().stream().allMatch(leaf -> isOfRecord(leaf, custodian))) {
      return Optional.of("release.leaf-mismatch");
    }
    return vouchedFor(given) ? Optional.empty() : Optional.of("release.redaction-unsigned");
  }

  private boolean permits(Access access, String custodian, ReleasePackage given) {
    return access.permitted()
        && access.accessId().equals(given.decisionId())
        && access.grantee().equals(ownOrg)
        && access.grantee().equals(given.grantee())
        && access.custodian().equals(custodian)
        && access.custodian().equals(given.custodian())
        && access.purpose().equals(given.purpose())
        && Objects.equals(access.headId(), given.headId())
        && Objects.equals(access.headVersion(), given.headVersion())
        && access.releaseCommitment() != null
        && !given.leaves().isEmpty();
  }

  private boolean isOfRecord(Leaf leaf, String custodian) {
    return ledger
        .entry(LedgerKeys.record(leaf.released().recordId()), Record.class)
        .filter(record -> record.custodian().equals(custodian))
        .filter(record -> leaf.isOf(record.root(), record.leaves()))
        .filter(record -> leaf.holdsResource())
        .isPresent();
  }

  private boolean vouchedFor(ReleasePackage given) {
    var word = given.derived();
    return word.copies().isEmpty()
        || orgs.byId(given.custodian())
            .filter(o -> Es256.verifies(o.signingKey(), word.message(), given.redactions()))
            .isPresent();
  }
}
