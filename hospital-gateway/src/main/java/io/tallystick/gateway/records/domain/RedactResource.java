package io.tallystick.gateway.records.domain;

import io.tallystick.gateway.records.domain.Elements.Element;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is left of a resource when all words are taken out, with the resources inside it and the
 * references that may not be told. What can't be left out, since an element may be required, says
 * {@code masked} (FHIR R4 extension data-absent-reason).
 */
public final class RedactResource {

  private static final String OBSERVATION_VALUE =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

  /** HL7 v3 ObservationValue, as {@code meta.security} and {@code meta.tag}. */
  public static final Map<String, Object> REDACTED =
      Map.of("system", OBSERVATION_VALUE, "code", "REDACTED", "display", "redacted");

  private static final Map<String, Object> SUBSETTED =
      Map.of("system", OBSERVATION_VALUE, "code", "SUBSETTED", "display", "subsetted");

  private static final Map<String, Object> MASKED =
      Map.of(
          "extension",
          List.of(
              Map.of(
                  "url",
                  "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                  "valueCode",
                  "masked")));

  private static final Pattern ELEMENT =
      Pattern.compile("[A-Z][A-Za-z]+(\\.[a-z][A-Za-z0-9]*(\\[x\\])?)+");

  private final Collection<String> elements;
  private final Set<String> hidden;
  private final Set<String> known;
  private final Predicate<Map<?, ?>> mayStay;

  private RedactResource(
      Collection<String> elements,
      Set<String> hidden,
      Set<String> known,
      Predicate<Map<?, ?>> mayStay) {
    this.elements = elements;
    this.hidden = hidden;
    this.known = known;
    this.mayStay = mayStay;
  }

  /** Whether a path is understood: a FHIR element's, {@code Observation.value[x]}. */
  public static boolean isElement(String path) {
    return ELEMENT.matcher(path).matches();
  }

  /**
   * Whether an element at this path is one of those named, or is below one.
   *
   * @param path with the names that JSON gives, {@code Observation.valueQuantity}
   */
  public static boolean names(Collection<String> elements, String path) {
    return elements.stream().anyMatch(element -> names(element, path));
  }

  private static boolean names(String element, String path) {
    var asked = element.split("\\.");
    var given = path.split("\\.");
    if (given.length < asked.length) return false;
    for (int i = 0; i < asked.length; i++) {
      boolean choice = asked[i].endsWith("[x]");
      var name = choice ? asked[i].substring(0, asked[i].length() - 3) : asked[i];
      var at = given[i].startsWith("_") ? given[i].substring(1) : given[i];
      if (choice ? !at.matches(name + "[A-Z].*") : !at.equals(name)) return false;
    }
    return true;
  }

  /**
   * @param content one resource; stays as it is
   * @param elements paths of what the consent wants taken out beside that
   * @param hidden names of resources that may not be told of
   * @param known names of all resources of the record: the display of a reference to anything else
   *     is words
   * @param mayStay whether a resource inside it may be released
   */
  public static Map<String, Object> redact(
      Map<String, Object> content,
      Collection<String> elements,
      Set<String> hidden,
      Set<String> known,
      Predicate<Map<?, ?>> mayStay) {
    var all = new TreeSet<>(hidden);
    Elements.all(content)
        .flatMap(e -> e.object().stream())
        .filter(inner -> Elements.isResource(inner) && !mayStay.test(inner))
        .forEach(inner -> all.add("#" + inner.get("id")));
    var copy = new RedactResource(elements, all, known, mayStay).object("", content);
    mark(copy);
    return copy;
  }

  private static void mark(Map<String, Object> copy) {
    var meta = new LinkedHashMap<String, Object>();
    if (copy.get("meta") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> meta.put(name.toString(), value));
    }
    meta.merge("security", List.of(REDACTED), RedactResource::joined);
    meta.merge("tag", List.of(SUBSETTED), RedactResource::joined);
    copy.put("meta", meta);
  }

  private static Object joined(Object before, Object more) {
    var all = new ArrayList<Object>((List<?>) before);
    all.addAll((List<?>) more);
    return all;
  }

  /**
   * @param path of the element; a resource begins a path of its own
   */
  private Map<String, Object> object(String path, Map<?, ?> given) {
    var here = Elements.isResource(given) ? given.get("resourceType").toString() : path;
    var copy = new LinkedHashMap<String, Object>();
    given.forEach((key, value) -> member(copy, here, key.toString(), value));
    return copy;
  }

  private void member(Map<String, Object> copy, String above, String name, Object value) {
    var path = above + "." + name;
    if (isNarrative(value) || name.equals("note") || names(elements, path)) return;
    if (value instanceof List<?> list) {
      var kept = list(path, name, list);
      if (!kept.isEmpty()) copy.put(name, kept);
    } else if (value instanceof Map<?, ?> map) {
      if (!holdsHidden(map)) copy.put(name, element(path, name, map));
    } else if (FreeText.isWords(name) || namesHidden(name, value)) {
      copy.put("_" + name, MASKED);
    } else {
      copy.put(name, value);
    }
  }

  /** FHIR R4 Narrative: it may tell of anything the resource refers to or contains. */
  private static boolean isNarrative(Object value) {
    return value instanceof Map<?, ?> map && map.containsKey("div");
  }

  private List<Object> list(String path, String name, List<?> given) {
    var kept = new ArrayList<Object>();
    boolean masked = false;
    for (var item : given) {
      if (item instanceof Map<?, ?> map) {
        if (isNarrative(map) || holdsHidden(map)) continue;
        var copy = element(path, name, map);
        if (copy.equals(MASKED)) masked = true;
        else kept.add(copy);
      } else if (!FreeText.isWords(name) && !namesHidden(name, item)) {
        kept.add(item);
      }
    }
    // One stands for all, so that their number isn't told.
    if (masked && kept.isEmpty()) kept.add(MASKED);
    return kept;
  }

  private Map<String, Object> element(String path, String name, Map<?, ?> given) {
    if (FreeText.isWords(name) || FreeText.wordsOnly(new Element(name, given))) return MASKED;
    if (!ReferenceNames.isReference(given)) return object(path, given);
    if (tellsOfHidden(name, given)) return MASKED;
    var copy = object(path, given);
    boolean named = ReferenceNames.of(given).anyMatch(known::contains);
    if (ReferenceRoles.telling(name) && !named) copy.remove("display");
    return copy;
  }

  private boolean tellsOfHidden(String name, Map<?, ?> reference) {
    return ReferenceNames.of(reference)
        .anyMatch(n -> hidden.contains(n) && (n.startsWith("#") || ReferenceRoles.telling(name)));
  }

  /** A URL of a hidden resource, outside of a Reference. */
  private boolean namesHidden(String name, Object value) {
    return value instanceof String text
        && !name.equals("reference")
        && ReferenceRoles.telling(name)
        && ReferenceNames.isUrl(text)
        && ReferenceNames.of(text).anyMatch(hidden::contains);
  }

  /** A resource that may not stay, or what carries one: an entry of a Bundle, a parameter. */
  private boolean holdsHidden(Map<?, ?> element) {
    return isHidden(element)
        || element.get("resource") instanceof Map<?, ?> carried && isHidden(carried);
  }

  private boolean isHidden(Map<?, ?> element) {
    return Elements.isResource(element) && !mayStay.test(element);
  }
}
