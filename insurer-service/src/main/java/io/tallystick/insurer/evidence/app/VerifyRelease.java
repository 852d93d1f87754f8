package io.tallystick.insurer.evidence.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallystick.insurer.evidence.app.Releases.Release;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.release.ReleasePackage.Leaf;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Record;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a package exactly what the access on the ledger released? Every leaf must lead to its record's
 * root, and the list of leaves must open the access's release commitment.
 */
@ApplicationScoped
public class VerifyRelease {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TallystickConfig config;
  private final LedgerView ledger;

  public VerifyRelease(TallystickConfig config, LedgerView ledger) {
    this.config = config;
    this.ledger = ledger;
  }

  /**
   * @return what is wrong, a stable code; empty if the package is genuine
   */
  public Optional<String> fault(Release release, ReleasePackage given) {
    var access = ledger.entry(LedgerKeys.access(release.decisionId()), Access.class);
    if (access.isEmpty()) return Optional.of("release.no-access");
    if (!permits(access.get(), release, given)) return Optional.of("release.access-differs");
    var opening = CanonicalJson.bytes(given.released());
    var commitment = access.get().releaseCommitment();
    if (commitment == null || !new Commitment(commitment).opensWith(given.releaseSalt(), opening)) {
      return Optional.of("release.commitment-mismatch");
    }
    boolean genuine =
        given.leaves().stream().allMatch(leaf -> genuine(leaf, access.get().custodian()));
    return genuine ? Optional.empty() : Optional.of("release.leaf-mismatch");
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

  /** A derived copy never leads to the root; this payer takes only originals as evidence. */
  private boolean genuine(Leaf leaf, String custodian) {
    var released = leaf.released();
    var record = ledger.entry(LedgerKeys.record(released.recordId()), Record.class);
    return !released.derived()
        && record.isPresent()
        && record.get().custodian().equals(custodian)
        && record.get().root().equals(leaf.root())
        && record.get().leaves() == leaf.size()
        && RecordTree.leadsToRoot(
            RecordTree.leaf(leaf.salt(), leaf.document(), released.attributes()),
            released.index(),
            leaf.size(),
            leaf.path(),
            record.get().root())
        && released.attributes().type().equals(type(leaf.document()));
  }

  private static String type(byte[] document) {
    try {
      return JSON.readTree(document).path("resourceType").asText();
    } catch (IOException notJson) {
      return "";
    }
  }
}
