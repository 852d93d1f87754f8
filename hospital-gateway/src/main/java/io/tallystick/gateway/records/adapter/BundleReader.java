package io.tallystick.gateway.records.adapter;

import io.tallystick.gateway.records.app.ReadParts;
import io.tallystick.gateway.records.domain.RecordPart;
import io.tallystick.gateway.records.domain.ResolveTransaction;
import io.tallystick.gateway.records.domain.ResolveTransaction.Resolution;
import io.tallystick.gateway.records.domain.Resource;
import io.tallystick.gateway.records.domain.SplitByEncounter;
import io.tallystick.gateway.records.domain.TransactionEntry;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Collections and documents as sent; a transaction resolved first. */
@ApplicationScoped
class BundleReader implements ReadParts {

  private static final String TRANSACTION = "transaction";
  private static final String DOCUMENT = "document";
  private static final Set<String> TYPES = Set.of("collection", TRANSACTION, DOCUMENT);
  private static final Set<String> CONDITIONS =
      Set.of("ifNoneMatch", "ifModifiedSince", "ifMatch", "ifNoneExist");

  private final ResourceJson json;

  BundleReader(ResourceJson json) {
    this.json = json;
  }

  @Override
  public List<RecordPart> read(byte[] body) {
    var bundle = json.content(body);
    var type = bundle.get("type");
    if (!(type instanceof String) || !TYPES.contains(type)) {
      throw refused("record.bundle-type", "a record is a collection, transaction or document");
    }
    var entries = entries(bundle).toList();
    if (entries.isEmpty()) throw refused("record.empty", "the Bundle has no resources");
    var resources = type.equals(TRANSACTION) ? resolved(entries) : asSent(entries);
    var parts = SplitByEncounter.split(resources);
    if (type.equals(DOCUMENT) && parts.size() > 1) {
      throw refused("record.not-one-encounter", "a document is of one encounter at most");
    }
    return parts;
  }

  private static Stream<Map<?, ?>> entries(Map<String, Object> bundle) {
    return bundle.get("entry") instanceof List<?> entries
        ? entries.stream()
            .filter(Map.class::isInstance)
            .<Map<?, ?>>map(entry -> (Map<?, ?>) entry)
            .filter(entry -> entry.get("resource") instanceof Map<?, ?>)
        : Stream.empty();
  }

  private List<Resource> asSent(List<Map<?, ?>> entries) {
    return entries.stream().map(e -> json.resource(text(e, "fullUrl"), content(e))).toList();
  }

  private static List<Resource> resolved(List<Map<?, ?>> entries) {
    return switch (ResolveTransaction.resolve(
        entries.stream().map(BundleReader::transactionEntry).toList())) {
      case Resolution.Resolved(var resources) -> resources;
      case Resolution.NotACreation(var element) ->
          throw refused(
              "record.transaction-entry", "POST or PUT without conditions; see " + element);
      case Resolution.Unresolved(var references) ->
          throw refused(
              "record.reference-unresolved",
              "neither an entry nor an identifier: " + String.join(", ", references));
    };
  }

  private static TransactionEntry transactionEntry(Map<?, ?> entry) {
    var request = entry.get("request") instanceof Map<?, ?> map ? map : Map.of();
    boolean search = text(request, "url") instanceof String url && url.contains("?");
    return new TransactionEntry(
        text(entry, "fullUrl"),
        text(request, "method"),
        search || CONDITIONS.stream().anyMatch(request::containsKey),
        content(entry));
  }

  private static String text(Map<?, ?> parent, String member) {
    return parent.get(member) instanceof String text ? text : null;
  }

  @SuppressWarnings("unchecked") // Jackson's keys are strings
  private static Map<String, Object> content(Map<?, ?> entry) {
    return (Map<String, Object>) entry.get("resource");
  }

  private static ProblemException refused(String code, String detail) {
    return Problem.unprocessable(code, detail).exception();
  }
}
