package io.tallystick.kit.release.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.tallystick.kit.release.ReleasePackage.Leaf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** What a search has to know of a released resource, read without building it. */
final class ReleasedLeaves {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param fullUrl by which others of the release may refer to it
   */
  record Listed(byte[] document, String type, Instant updated, String fullUrl) {}

  static Listed listed(Leaf leaf, Instant receivedAt) {
    String id = null;
    Instant updated = null;
    try (var in = JSON.createParser(leaf.document())) {
      for (var token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token != JsonToken.VALUE_STRING) continue;
        var at = in.getParsingContext();
        var name = at.getCurrentName();
        boolean ofResource = at.getParent().inRoot();
        boolean ofMeta =
            !ofResource
                && at.getParent().getParent().inRoot()
                && "meta".equals(at.getParent().getCurrentName());
        if (ofResource && "id".equals(name)) id = in.getText();
        if (ofMeta && "lastUpdated".equals(name)) updated = instant(in.getText());
      }
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
    return new Listed(
        leaf.document(),
        leaf.released().attributes().type(),
        updated == null ? receivedAt : updated,
        fullUrl(leaf, id));
  }

  /** References within a bundle mostly say {@code urn:uuid:} and the id; else one of our own. */
  private static String fullUrl(Leaf leaf, String id) {
    try {
      if (id != null) return "urn:uuid:" + UUID.fromString(id);
    } catch (IllegalArgumentException anotherKindOfId) {
      // Falls through.
    }
    var place = leaf.released().recordId() + "/" + leaf.released().index();
    return "urn:uuid:" + UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.US_ASCII));
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notAnInstant) {
      return null;
    }
  }

  private ReleasedLeaves() {}
}
