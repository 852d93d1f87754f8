package io.tallystick.gateway.records.app;

import io.tallystick.gateway.records.app.PublishRecord.Publication;
import io.tallystick.gateway.records.domain.RecordContent;
import io.tallystick.gateway.records.domain.RecordPart;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Publishes what was sent together: all of its records or none. */
@ApplicationScoped
public class PublishResources {

  /** What to do with an encounter that is published already, with other content. */
  public enum IfPublished {
    REFUSE,
    AMEND
  }

  private final Transactions transactions;
  private final Records records;
  private final FindRecord findRecord;
  private final PublishRecord publishRecord;
  private final AmendRecord amendRecord;
  private final String encounterSystem;

  public PublishResources(
      Transactions transactions,
      Records records,
      FindRecord findRecord,
      PublishRecord publishRecord,
      AmendRecord amendRecord,
      TallystickConfig config) {
    this.transactions = transactions;
    this.records = records;
    this.findRecord = findRecord;
    this.publishRecord = publishRecord;
    this.amendRecord = amendRecord;
    this.encounterSystem = "https://tallystick.example/ns/encounter/" + config.org().id();
  }

  /**
   * @return one per part, in their order
   * @throws io.tallystick.kit.problem.ProblemException what {@link PublishRecord}, {@link
   *     AmendRecord} and {@link FindRecord} say
   */
  public List<Publication> publish(List<RecordPart> parts, IfPublished ifPublished) {
    return transactions.inTransaction(
        tx -> {
          // All at once: two senders of the same encounters can't wait for each other.
          records.reserve(tx, parts.stream().flatMap(this::encounters).distinct().toList());
          return parts.stream().map(part -> publish(tx, part, ifPublished)).toList();
        });
  }

  private Stream<String> encounters(RecordPart part) {
    return part instanceof RecordPart.OfEncounter(var content)
        ? content.identifiers(encounterSystem).stream()
        : Stream.empty();
  }

  private Publication publish(Handle tx, RecordPart part, IfPublished ifPublished) {
    return switch (part) {
      case RecordPart.OfEncounter(var content) when ifPublished == IfPublished.AMEND ->
          content.identifiers(encounterSystem).stream()
              .flatMap(e -> records.byEncounter(tx, e).stream())
              .findFirst()
              .map(row -> amend(row.recordId(), content))
              .orElseGet(() -> publishRecord.publish(content));
      case RecordPart.OfEncounter(var content) -> publishRecord.publish(content);
      case RecordPart.Addition(var to, var content) -> amend(findRecord.find(tx, to), content);
      case RecordPart.OnItsOwn(var content) ->
          publishRecord
              .ownName(content)
              .flatMap(
                  name -> {
                    records.reserve(tx, List.of(name));
                    return records.byEncounter(tx, name);
                  })
              .map(row -> amend(row.recordId(), content))
              .orElseGet(() -> publishRecord.publish(content));
    };
  }

  private Publication amend(String recordId, RecordContent content) {
    return amendRecord.amend(recordId, content, content.identifiers(encounterSystem));
  }
}
