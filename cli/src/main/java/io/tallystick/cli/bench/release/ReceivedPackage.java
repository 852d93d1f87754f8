package io.tallystick.cli.bench.release;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import java.text.ParseException;
import java.util.List;

/** A release as its grantee opens it, read by nothing but the published shape. */
record ReceivedPackage(
    String decisionId,
    String custodian,
    String grantee,
    String purpose,
    String headId,
    long headVersion,
    byte[] releaseSalt,
    List<Leaf> leaves,
    String redactions) {

  record Leaf(
      ReleasedLeaf released,
      byte[] salt,
      byte[] document,
      List<String> path,
      int size,
      String root,
      String original) {

    /** Whether it is the record's own; the records of this measurement have nothing to redact. */
    boolean leadsToRoot() {
      return RecordTree.leadsToRoot(
          RecordTree.leaf(salt, document, released.attributes()),
          released.index(),
          size,
          path,
          root);
    }
  }

  /**
   * @throws IllegalStateException if it doesn't open, or a leaf isn't its record's
   */
  static ReceivedPackage open(String jwe, ECKey key) {
    try {
      var sealed = JWEObject.parse(jwe);
      sealed.decrypt(new ECDHDecrypter(key));
      var opened = CanonicalJson.read(sealed.getPayload().toBytes(), ReceivedPackage.class);
      if (!opened.leaves().stream().allMatch(Leaf::leadsToRoot)) {
        throw new IllegalStateException("a leaf leads to no root");
      }
      return opened;
    } catch (ParseException | JOSEException notOurs) {
      throw new IllegalStateException("a release doesn't open", notOurs);
    }
  }

  long bytes() {
    return leaves.stream().mapToLong(leaf -> leaf.document().length).sum();
  }
}
