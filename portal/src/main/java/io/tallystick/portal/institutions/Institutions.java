package io.tallystick.portal.institutions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The institutions that this portal serves, by org id, from {@code tallystick.portal.<org>.*}. An
 * absent address means that nothing of that institution's kind is served here.
 */
@ConfigMapping(prefix = "tallystick.portal")
public interface Institutions {

  enum Kind {
    HOSPITAL,
    INSURER,
    AUTHORITY
  }

  /** One institution: its name as people know it, and where its services listen. */
  interface Institution {
    String name();

    Kind kind();

    Optional<URI> hospitalGatewayUrl();

    Optional<URI> claimServiceUrl();

    Optional<URI> insurerServiceUrl();
  }

  /** An institution with its org id, as pages show it. */
  record Named(String id, String name, Kind kind) {}

  @WithParentName
  Map<String, Institution> byId();

  default List<Named> all() {
    return byId().entrySet().stream()
        .map(e -> new Named(e.getKey(), e.getValue().name(), e.getValue().kind()))
        .sorted(Comparator.comparing(Named::kind).thenComparing(Named::name))
        .toList();
  }

  default List<Named> of(Kind kind) {
    return all().stream().filter(i -> i.kind() == kind).toList();
  }

  /** Whom a patient of this hospital can name in a consent. */
  default List<Named> granteesOf(String hospital) {
    return all().stream()
        .filter(i -> i.kind() != Kind.AUTHORITY && !i.id().equals(hospital))
        .toList();
  }

  /** The name people know, or the id itself for an institution this portal wasn't told of. */
  default String nameOf(String id) {
    var known = id == null ? null : byId().get(id);
    return known == null ? String.valueOf(id) : known.name();
  }
}
