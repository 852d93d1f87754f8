package io.tallystick.gateway.bulk.app;

import io.tallystick.gateway.bulk.app.Imports.Line;
import io.tallystick.gateway.records.app.PublishResources;
import io.tallystick.gateway.records.app.PublishResources.IfPublished;
import io.tallystick.gateway.records.app.ReadResource;
import io.tallystick.gateway.records.domain.RecordPart;
import io.tallystick.gateway.records.domain.Resource;
import io.tallystick.gateway.records.domain.SplitByEncounter;
import io.tallystick.gateway.records.domain.SubjectReference;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Publishes the lines of an import that belong to one encounter as its record, or adds them to the
 * record that it has.
 */
@ApplicationScoped
public class PublishEncounter {

  /** Resources of one encounter; more than that is a mistake of grouping. */
  private static final int MOST_RESOURCES = 10_000;

  private final Transactions transactions;
  private final Imports imports;
  private final ReadResource readResource;
  private final PublishResources publishResources;

  public PublishEncounter(
      Transactions transactions,
      Imports imports,
      ReadResource readResource,
      PublishResources publishResources) {
    this.transactions = transactions;
    this.imports = imports;
    this.readResource = readResource;
    this.publishResources = publishResources;
  }

  /**
   * The record and what is noted of its lines share a transaction: after a crash it is done or not.
   *
   * @throws ProblemException 503, to be tried again later
   */
  public void publish(String jobId, String encounter) {
    try {
      transactions.useTransaction(
          tx -> publish(tx, jobId, imports.ofEncounter(tx, jobId, encounter)));
    } catch (ProblemException refused) {
      if (refused.problem().status() == 503) throw refused;
      transactions.useTransaction(
          tx ->
              imports.refused(
                  tx,
                  imports.ofEncounter(tx, jobId, encounter),
                  CheckLines.problem(refused.problem())));
    }
  }

  private void publish(Handle tx, String jobId, List<Line> lines) {
    if (lines.isEmpty()) return;
    if (lines.size() > MOST_RESOURCES) {
      throw Problem.unprocessable("record.too-large", "more than 10,000 resources of one encounter")
          .exception();
    }
    var resources = lines.stream().map(line -> readResource.read(line.json())).toList();
    var parts =
        SplitByEncounter.split(resources).stream().map(part -> knowing(tx, jobId, part)).toList();
    var done = publishResources.publish(parts, IfPublished.AMEND);
    imports.taken(tx, lines, done.getFirst().recordId());
  }

  /** Patients of the same import go by the ids that their source system gave them. */
  private RecordPart knowing(Handle tx, String jobId, RecordPart part) {
    var content = part.content();
    return part.with(content.knowing(patients(tx, jobId, content.subjects())));
  }

  private List<Resource> patients(Handle tx, String jobId, Set<SubjectReference> subjects) {
    return subjects.stream()
        .filter(SubjectReference.Written.class::isInstance)
        .map(written -> ((SubjectReference.Written) written).reference())
        .flatMap(reference -> imports.patient(tx, jobId, reference).stream())
        .map(readResource::read)
        .toList();
  }
}
