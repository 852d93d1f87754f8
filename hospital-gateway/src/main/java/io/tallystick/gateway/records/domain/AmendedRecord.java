package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The next version of a record: a resource of the same type and id takes the other's place, the
 * Encounter the Encounter's; what is new is added. Whatever stays keeps its bytes, salt and labels,
 * and gets those of a new resource it refers to.
 */
public final class AmendedRecord {

  private final EncounterRecord before;
  private final RecordContent more;
  private final LabelResources labelling;
  private final Function<byte[], Resource> read;

  private AmendedRecord(
      EncounterRecord before,
      RecordContent more,
      LabelResources labelling,
      Function<byte[], Resource> read) {
    this.before = before;
    this.more = more;
    this.labelling = labelling;
    this.read = read;
  }

  /**
   * @param encounters values of the identifiers that the sent Encounter has; empty without one
   * @param read the resource that canonical bytes are of
   * @return empty if nothing is new
   */
  public static Optional<EncounterRecord> of(
      EncounterRecord before,
      RecordContent more,
      List<String> encounters,
      LabelResources labelling,
      Function<byte[], Resource> read,
      Supplier<byte[]> salts) {
    var fresh = more.resources().stream().filter(r -> !holds(before, r)).toList();
    if (fresh.isEmpty()) return Optional.empty();
    return Optional.of(
        new AmendedRecord(before, more, labelling, read).with(fresh, encounters, salts));
  }

  private static boolean holds(EncounterRecord record, Resource resource) {
    return record.leaves().stream().anyMatch(l -> Arrays.equals(l.document(), resource.document()));
  }

  private EncounterRecord with(
      List<Resource> fresh, List<String> encounters, Supplier<byte[]> salts) {
    var kept =
        before.leaves().stream()
            .map(leaf -> kept(leaf, read.apply(leaf.document())))
            .filter(old -> fresh.stream().noneMatch(r -> replaces(r, old.resource())))
            .toList();
    var all = Stream.concat(kept.stream().map(Kept::resource), fresh.stream()).toList();
    var date = more.encounter().flatMap(e -> more.date()).orElse(before.date());
    var attributes = labelling.label(all, date);
    var insides = labelling.insides(all, date);
    var leaves = new ArrayList<RecordLeaf>();
    var freshLabels = labels(attributes.subList(kept.size(), all.size()));
    for (int i = 0; i < kept.size(); i++) {
      leaves.add(kept.get(i).leafWith(attributes.get(i), freshLabels, insides.get(i)));
    }
    for (int i = kept.size(); i < all.size(); i++) {
      leaves.add(
          new RecordLeaf(
              all.get(i).document(),
              salts.get(),
              attributes.get(i),
              all.get(i).names(),
              insides.get(i)));
    }
    var names = new LinkedHashSet<>(before.encounters());
    names.addAll(encounters);
    var title = more.encounter().flatMap(e -> more.title()).orElse(before.title());
    return new EncounterRecord(List.copyOf(names), title, date, leaves);
  }

  private static Set<String> labels(List<ResourceAttributes> attributes) {
    var labels = new TreeSet<String>();
    attributes.forEach(a -> labels.addAll(a.labels()));
    return labels;
  }

  private static boolean replaces(Resource fresh, Resource old) {
    if (!fresh.type().equals(old.type())) return false;
    return fresh.isEncounter()
        || fresh.content().get("id") != null
            && fresh.content().get("id").equals(old.content().get("id"));
  }

  /** With the URL by which the others of its bundle refer to it. */
  private static Kept kept(RecordLeaf leaf, Resource read) {
    var url =
        leaf.names().stream()
            .filter(name -> !name.contains("|") && !read.literalNames().contains(name))
            .findFirst()
            .orElse(null);
    return new Kept(leaf, new Resource(read.type(), url, read.content(), leaf.document()));
  }

  private record Kept(RecordLeaf leaf, Resource resource) {

    /** Its labels stay, and it gets those of new resources that it refers to. */
    RecordLeaf leafWith(ResourceAttributes now, Set<String> fresh, RecordLeaf.Insides insides) {
      var old = leaf.attributes();
      var labels = new TreeSet<>(old.labels());
      now.labels().stream().filter(fresh::contains).forEach(labels::add);
      return new RecordLeaf(
          leaf.document(),
          leaf.salt(),
          new ResourceAttributes(old.type(), old.codes(), List.copyOf(labels), old.date()),
          leaf.names(),
          insides);
    }
  }
}
