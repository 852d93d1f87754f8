package io.tallystick.gateway.release.app;

import io.tallystick.gateway.consents.app.ConsentRequests;
import io.tallystick.gateway.records.app.Records;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.gateway.release.domain.Evidence.Via;
import io.tallystick.kit.ids.Ids;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Puts a request before the patient: a payer's narrowed to the dates of what is asked for, a Task's
 * with its own bounds.
 */
@ApplicationScoped
public class AskForConsent {

  private final ConsentRequests requests;
  private final Records records;
  private final Ids ids;
  private final Clock clock;

  public AskForConsent(ConsentRequests requests, Records records, Ids ids, Clock clock) {
    this.requests = requests;
    this.records = records;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether the patient is asked; who declined a request isn't asked it again. */
  public boolean ask(Handle tx, Evidence evidence) {
    return evidence.via() == Via.TASK ? askForTask(tx, evidence) : askForClaim(tx, evidence);
  }

  /** As it was asked: the patient sees the requester's own bounds. */
  private boolean askForTask(Handle tx, Evidence evidence) {
    var scope = evidence.scope();
    return requests.ask(
        tx,
        new ConsentRequests.Asked(
            evidence.requestId(),
            evidence.patientId(),
            evidence.grantee(),
            null,
            evidence.purpose(),
            evidence.classes(),
            scope.dataFrom(),
            scope.dataUntil(),
            clock.instant(),
            evidence.deadline(),
            ConsentRequests.State.OPEN,
            scope.codes(),
            scope.labels(),
            scope.filters(),
            null,
            evidence.actors()));
  }

  private boolean askForClaim(Handle tx, Evidence evidence) {
    var dates = dates(tx, evidence);
    return requests.ask(
        tx,
        new ConsentRequests.Asked(
            ids.next(),
            evidence.patientId(),
            evidence.grantee(),
            evidence.claimId(),
            evidence.purpose(),
            evidence.classes(),
            dates.isEmpty() ? null : dates.getFirst(),
            dates.isEmpty() ? null : dates.getLast(),
            clock.instant(),
            evidence.deadline(),
            ConsentRequests.State.OPEN));
  }

  private List<LocalDate> dates(Handle tx, Evidence evidence) {
    return evidence.recordIds().stream()
        .flatMap(id -> records.open(tx, id).leaves().stream())
        .map(leaf -> leaf.attributes())
        .filter(a -> a.type().equals("Encounter") || evidence.classes().contains(a.type()))
        .map(ResourceAttributes::date)
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }
}
