package io.tallystick.vocabulary.commitment;

import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The Merkle tree of one record, a leaf per resource, shaped and prefixed as RFC 6962 §2.1 so that
 * no inner node can pass for a leaf. A release carries its leaves with their salts and the sibling
 * hashes up to the root on the ledger.
 */
public final class RecordTree {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /** Its hash is kept, so that a path costs no hashing: a release asks for hundreds of them. */
  private record Node(byte[] hash, int leaves, Node left, Node right) {

    static Node over(List<byte[]> leaves) {
      if (leaves.size() == 1) return new Node(leaves.getFirst(), 1, null, null);
      int split = split(leaves.size());
      var left = over(leaves.subList(0, split));
      var right = over(leaves.subList(split, leaves.size()));
      return new Node(Commitment.sha256(NODE, left.hash, right.hash), leaves.size(), left, right);
    }

    void climb(int index, List<String> siblings) {
      if (leaves == 1) return;
      boolean isLeft = index < left.leaves;
      if (isLeft) left.climb(index, siblings);
      else right.climb(index - left.leaves, siblings);
      siblings.add(HexFormat.of().formatHex(isLeft ? right.hash : left.hash));
    }
  }

  private final Node top;

  private RecordTree(Node top) {
    this.top = top;
  }

  /**
   * @param hashes one {@link #leaf} per resource, at least one, in the record's order
   */
  public static RecordTree of(List<byte[]> hashes) {
    if (hashes.isEmpty()) throw new IllegalArgumentException("a record has at least one resource");
    return new RecordTree(Node.over(hashes));
  }

  /** The leaf of one resource: its exact bytes under its salt, and what it is said to be. */
  public static byte[] leaf(byte[] salt, byte[] document, ResourceAttributes attributes) {
    return leaf(Commitment.to(salt, document), attributes);
  }

  /**
   * The same for those who may know what a resource is, but not its content: the attributes that a
   * consent is evaluated on are the ones the custodian committed to at publication. A withheld leaf
   * doesn't give them away, since nobody else knows its document's commitment.
   */
  public static byte[] leaf(Commitment document, ResourceAttributes attributes) {
    var described = Commitment.sha256(CanonicalJson.bytes(attributes));
    return Commitment.sha256(LEAF, described, HexFormat.of().parseHex(document.hex()));
  }

  /** The root as 64 lower-case hexadecimal digits. */
  public String root() {
    return HexFormat.of().formatHex(top.hash());
  }

  public int size() {
    return top.leaves();
  }

  /** The sibling hashes from leaf {@code index} up to the root, in hexadecimal, lowest first. */
  public List<String> path(int index) {
    var siblings = new ArrayList<String>();
    top.climb(Objects.checkIndex(index, size()), siblings);
    return List.copyOf(siblings);
  }

  /** Whether a leaf at {@code index} of {@code size} leads to {@code root} over these siblings. */
  public static boolean leadsToRoot(
      byte[] leaf, int index, int size, List<String> path, String root) {
    if (index < 0 || index >= size) return false;
    try {
      var steps = new ArrayList<>(path);
      var hash = fold(leaf, index, size, steps);
      return steps.isEmpty() && HexFormat.of().formatHex(hash).equals(root);
    } catch (IllegalArgumentException notHexOrTooShort) {
      return false;
    }
  }

  private static byte[] fold(byte[] leaf, int index, int size, List<String> path) {
    if (size == 1) return leaf;
    if (path.isEmpty()) throw new IllegalArgumentException("path too short");
    int split = split(size);
    var sibling = HexFormat.of().parseHex(path.removeLast());
    return index < split
        ? Commitment.sha256(NODE, fold(leaf, index, split, path), sibling)
        : Commitment.sha256(NODE, sibling, fold(leaf, index - split, size - split, path));
  }

  /** The largest power of two smaller than {@code size} (RFC 6962 §2.1). */
  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }
}
