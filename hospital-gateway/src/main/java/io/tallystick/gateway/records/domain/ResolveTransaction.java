package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes a transaction's resources ones that can stand alone (FHIR R4 §3.1.0.11.2): each has an id,
 * what named an entry by its {@code urn:} names it by {@code Type/id}, and a conditional reference
 * becomes the logical one with the same identifier, for whoever reads the record to resolve.
 */
public final class ResolveTransaction {

  /** What came of it. */
  public sealed interface Resolution {

    record Resolved(List<Resource> resources) implements Resolution {}

    /**
     * @param element FHIRPath of an entry that isn't the creation of a resource
     */
    record NotACreation(String element) implements Resolution {}

    /**
     * @param references their beginnings: the part that holds no value
     */
    record Unresolved(Set<String> references) implements Resolution {}
  }

  private static final Pattern ID = Pattern.compile("urn:(?:uuid|oid):([A-Za-z0-9.-]{1,64})");
  private static final Pattern BY_IDENTIFIER =
      Pattern.compile("([A-Z][A-Za-z]+)\\?identifier=([^|&]+)\\|([^|&]+)");
  private static final Set<String> CREATIONS = Set.of("POST", "PUT");

  private final Map<String, String> names = new HashMap<>();
  private final Set<String> unresolved = new TreeSet<>();

  private ResolveTransaction() {}

  public static Resolution resolve(List<TransactionEntry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      if (entry.conditional() || !CREATIONS.contains(String.valueOf(entry.method()))) {
        return new Resolution.NotACreation("Bundle.entry[" + i + "].request");
      }
    }
    return new ResolveTransaction().all(entries);
  }

  private Resolution all(List<TransactionEntry> entries) {
    var identified = entries.stream().map(this::identified).toList();
    var resources = new ArrayList<Resource>();
    for (int i = 0; i < entries.size(); i++) {
      var content = resolved(identified.get(i));
      var type = String.valueOf(content.get("resourceType"));
      resources.add(
          new Resource(type, entries.get(i).fullUrl(), content, CanonicalJson.bytes(content)));
    }
    return unresolved.isEmpty()
        ? new Resolution.Resolved(resources)
        : new Resolution.Unresolved(unresolved);
  }

  /** With an id, its own or else the one in its URL. */
  private Map<String, Object> identified(TransactionEntry entry) {
    var content = new LinkedHashMap<>(entry.content());
    var url = entry.fullUrl() == null ? "" : entry.fullUrl();
    var id = ID.matcher(url);
    if (!content.containsKey("id") && id.matches()) content.put("id", id.group(1));
    if (content.get("id") instanceof String known) {
      names.put(url, content.get("resourceType") + "/" + known);
    }
    return content;
  }

  private Map<String, Object> resolved(Map<?, ?> node) {
    var copy = new LinkedHashMap<String, Object>();
    node.forEach((key, value) -> copy.put(String.valueOf(key), resolved(value)));
    if (copy.get("reference") instanceof String written) refer(copy, written);
    return copy;
  }

  private Object resolved(Object value) {
    return switch (value) {
      case Map<?, ?> map -> resolved(map);
      case List<?> list -> list.stream().map(this::resolved).toList();
      case null, default -> value;
    };
  }

  private void refer(Map<String, Object> reference, String written) {
    var entry = names.get(written);
    var conditional = BY_IDENTIFIER.matcher(written);
    if (entry != null) {
      reference.put("reference", entry);
    } else if (conditional.matches()) {
      reference.remove("reference");
      reference.put("type", conditional.group(1));
      reference.put(
          "identifier", Map.of("system", conditional.group(2), "value", conditional.group(3)));
    } else if (written.startsWith("urn:")) {
      unresolved.add("urn:");
    } else if (written.contains("?")) {
      unresolved.add(written.substring(0, written.indexOf('?') + 1));
    }
  }
}
