package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.util.List;

/**
 * One resource of a record as it is committed to.
 *
 * @param document its canonical bytes
 * @param salt 32 random bytes of its own
 * @param names by which others may refer to it, see {@link Resource#names()}
 * @param insides what it says of others, found at publication; absent means that nobody looked, and
 *     so that it isn't released as it is
 */
public record RecordLeaf(
    byte[] document,
    byte[] salt,
    ResourceAttributes attributes,
    List<String> names,
    Insides insides) {

  /**
   * What a resource tells beside itself.
   *
   * @param refersTo places of the record's leaves it refers to, people, places and what everything
   *     refers to aside
   * @param embedded resources inside it, people and places aside, each as if it stood alone
   */
  public record Insides(List<Integer> refersTo, List<ResourceAttributes> embedded) {

    /** It tells of itself only. */
    public static final Insides NOTHING = new Insides(List.of(), List.of());

    public Insides {
      refersTo = refersTo == null ? List.of() : List.copyOf(refersTo);
      embedded = embedded == null ? List.of() : List.copyOf(embedded);
    }
  }

  public RecordLeaf {
    names = names == null ? List.of() : List.copyOf(names);
  }

  public RecordLeaf(byte[] document, byte[] salt, ResourceAttributes attributes) {
    this(document, salt, attributes, List.of(), Insides.NOTHING);
  }
}
