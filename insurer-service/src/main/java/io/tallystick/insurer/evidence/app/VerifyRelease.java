package io.tallystick.insurer.evidence.app;

import io.tallystick.insurer.evidence.app.Releases.Release;
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
 * Is a package exactly what the access on the ledger released? Every leaf must lead to its record's
 * root, the list of leaves must open the access's release commitment, and the custodian must have
 * signed for the copies that it redacted.
 */
@ApplicationScoped
public class VerifyRelease {

  private final TallystickConfig config;
  private final LedgerView ledger;
  private final Orgs orgs;

  public VerifyRelease(TallystickConfig config, LedgerView ledger, Orgs orgs) {
    this.config = config;
    this.ledger = ledger;
    this.orgs = orgs;
  }

  public sealed interface Verdict {
    /**
     * @param access as the ledger has it, with what the consent asks of the recipient
     */
    record Genuine(Access access) implements Verdict {}

    /**
     * @param code stable, e.g. {@code release.leaf-mismatch}
     */
    record Faulty(String code) implements Verdict {}
  }

  public Verdict verify(Release release, ReleasePackage given) {
    var access = ledger.entry(LedgerKeys.access(release.decisionId()), Access.class);
    if (access.isEmpty()) return new Verdict.Faulty("release.no-access");
    return fault(access.get(), release, given)
        .<Verdict>map(Verdict.Faulty::new)
        .orElseGet(() -> new Verdict.Genuine(access.get()));
  }

  private Optional<String> fault(Access access, Release release, ReleasePackage given) {
    if (!permits(access, release, given)) return Optional.of("release.access-differs");
    var opening = CanonicalJson.bytes(given.released());
    var commitment = access.releaseCommitment();
    if (commitment == null || !new Commitment(commitment).opensWith(given.releaseSalt(), opening)) {
      return Optional.of("release.commitment-mismatch");
    }
    boolean genuine = given.leaves().stream().allMatch(leaf -> genuine(leaf, access.custodian()));
    if (!genuine) return Optional.of("release.leaf-mismatch");
    return vouchedFor(given) ? Optional.empty() : Optional.of("release.redaction-unsigned");
  }

  private boolean permits(Access access, Release release, ReleasePackage given) {
    return access.permitted()
        && access.accessId().equals(given.decisionId())
        && access.grantee().equals(config.org().id())
        && access.grantee().equals(given.grantee())
        && access.custodian().equals(release.custodian())
        && access.custodian().equals(given.custodian())
        && release.claimId().equals(access.claimId())
        && AskForEvidence.PURPOSE.equals(access.purpose())
        && access.purpose().equals(given.purpose())
        && Objects.equals(access.headId(), given.headId())
        && Objects.equals(access.headVersion(), given.headVersion());
  }

  /** An original, or a copy that leads to the root by its original. */
  private boolean genuine(Leaf leaf, String custodian) {
    var released = leaf.released();
    return ledger
            .entry(LedgerKeys.record(released.recordId()), Record.class)
            .filter(record -> record.custodian().equals(custodian))
            .filter(record -> leaf.isOf(record.root(), record.leaves()))
            .isPresent()
        && leaf.holdsResource();
  }

  /** Nothing but the custodian's word stands between a copy and its original. */
  private boolean vouchedFor(ReleasePackage given) {
    var word = given.derived();
    return word.copies().isEmpty()
        || orgs.byId(given.custodian())
            .filter(o -> Es256.verifies(o.signingKey(), word.message(), given.redactions()))
            .isPresent();
  }
}
