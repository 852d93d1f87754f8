package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Coverage;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * A grant answers what its grantee asked: any grant a claim's request, since the payer asks again
 * by itself; another request only as far as the consents now cover it. What they leave unmentioned
 * stays open, and what has lapsed stays so.
 */
@ApplicationScoped
public class AnswerRequests {

  private final ConsentRequests requests;
  private final ConsentHeads heads;
  private final SensitivityLabels labels;
  private final Event<RequestAnswered> answered;
  private final Clock clock;

  public AnswerRequests(
      ConsentRequests requests,
      ConsentHeads heads,
      SensitivityLabels labels,
      Event<RequestAnswered> answered,
      Clock clock) {
    this.requests = requests;
    this.heads = heads;
    this.labels = labels;
    this.answered = answered;
    this.clock = clock;
  }

  public void answer(Handle tx, Head head) {
    requests.answered(tx, head.patientId(), head.grantee());
    var open = requests.openWithoutClaim(tx, head.patientId(), head.grantee(), clock.instant());
    if (open.isEmpty()) return;
    var consents = heads.open(tx, head.opId()).set();
    for (var asked : open) {
      var request = asked.request(clock.instant());
      var coverage =
          Coverage.of(
              consents,
              request,
              asked.scope(),
              code -> labels.of(code).collect(Collectors.toSet()));
      if (coverage == Coverage.NONE) continue;
      requests.answered(tx, asked.requestId(), coverage);
      answered.fire(
          new RequestAnswered(tx, asked.requestId(), head.grantee(), head.patientId(), coverage));
    }
  }
}
