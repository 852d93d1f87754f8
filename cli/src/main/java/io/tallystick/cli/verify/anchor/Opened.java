package io.tallystick.cli.verify.anchor;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A document with the salt that opens its commitment.
 *
 * @param leaf where it stands in a record's tree; null for a document of its own
 */
public record Opened(byte[] document, byte[] salt, Leaf leaf) {

  /**
   * As a release carries it ({@code ReleasePackage}).
   *
   * @param path sibling hashes up to the root, lowest first, hexadecimal
   * @param attributes what the resource was published as ({@code ReleasedLeaf.attributes})
   */
  public record Leaf(
      int index, int size, List<String> path, String root, ResourceAttributes attributes) {}

  /**
   * @param salt 32 bytes in hexadecimal or base64
   * @param leaf a file with a {@link Leaf} in JSON; null if there is none
   * @throws IllegalArgumentException if one of them isn't what it should be
   */
  public static Opened read(Path document, String salt, Path leaf) throws IOException {
    var place = leaf == null ? null : CanonicalJson.read(Files.readAllBytes(leaf), Leaf.class);
    return new Opened(Files.readAllBytes(document), salt(salt), place);
  }

  private static byte[] salt(String text) {
    var bytes =
        text.matches("[0-9a-fA-F]{64}")
            ? HexFormat.of().parseHex(text)
            : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    if (bytes.length != Commitment.SALT_BYTES) {
      throw new IllegalArgumentException("a salt is 32 bytes, in hexadecimal or base64");
    }
    return bytes;
  }

  /** What the ledger holds for it: its commitment, or its record's root. */
  public String anchored() {
    return leaf == null ? Commitment.to(salt, document).hex() : leaf.root();
  }

  /** Whether the document leads to what is anchored; a commitment always does. */
  public boolean leadsThere() {
    return leaf == null
        || RecordTree.leadsToRoot(
            RecordTree.leaf(salt, document, leaf.attributes()),
            leaf.index(),
            leaf.size(),
            leaf.path(),
            leaf.root());
  }
}
