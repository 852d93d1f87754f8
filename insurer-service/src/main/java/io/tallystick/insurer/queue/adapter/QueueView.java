package io.tallystick.insurer.queue.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallystick.insurer.adjudication.app.ServiceLines;
import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.adjudication.domain.Decision;
import io.tallystick.insurer.adjudication.domain.LineResult;
import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.insurer.plans.domain.ServiceCategories;
import io.tallystick.insurer.plans.domain.ServiceLine;
import io.tallystick.insurer.queue.app.ShowQueue.Detail;
import io.tallystick.insurer.queue.app.ShowQueue.Waiting;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.vocabulary.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The queue as JSON. */
final class QueueView {

  private static final ObjectMapper JSON = new ObjectMapper();

  record Entry(
      String claimId,
      String reason,
      Instant queuedAt,
      Money total,
      String provider,
      Instant deadline) {}

  /**
   * @param deadline absent: a claim under review isn't pended
   */
  record Case(
      String claimId,
      String provider,
      String plan,
      String memberId,
      String reason,
      String detail,
      Instant queuedAt,
      Instant deadline,
      Money total,
      List<String> diagnoses,
      List<Line> lines,
      Evidence evidence,
      boolean decided) {}

  record Line(
      int sequence,
      String service,
      String category,
      LocalDate serviceDate,
      Money charged,
      String proposed,
      String proposedCarc,
      String rule) {}

  record Evidence(
      String state, int released, int withheld, Set<String> needed, List<Resource> resources) {}

  record Resource(String type, String text, String date) {}

  static Entry entry(Waiting waiting) {
    return new Entry(
        waiting.file().claimId(),
        waiting.review().reason(),
        waiting.review().queuedAt(),
        waiting.file().total(),
        waiting.file().provider(),
        null);
  }

  static Case detail(Detail detail, ServiceCategories categories) {
    var file = detail.file();
    var claim = detail.billed().content();
    return new Case(
        file.claimId(),
        file.provider(),
        file.plan().orElse(null),
        file.memberId().orElse(null),
        detail.review().reason(),
        detail.review().rule(),
        detail.review().queuedAt(),
        null,
        file.total(),
        claim.diagnoses().stream().map(d -> text(d.codes())).toList(),
        lines(claim, detail.proposal(), categories),
        evidence(detail),
        detail.review().decided());
  }

  private static List<Line> lines(
      SubmittedClaim claim, Decision proposal, ServiceCategories categories) {
    var proposed = proposed(proposal);
    var sorted =
        ServiceLines.of(claim, categories).stream()
            .collect(Collectors.toMap(ServiceLine::sequence, Function.identity()));
    return claim.lines().stream()
        .map(line -> line(line, sorted.get(line.sequence()), proposed.get(line.sequence())))
        .toList();
  }

  private static Line line(SubmittedClaim.Line billed, ServiceLine sorted, LineResult proposed) {
    return new Line(
        billed.sequence(),
        text(billed.services()),
        sorted.category().key(),
        sorted.serviced(),
        sorted.charge(),
        proposed.denial().isPresent() ? "deny" : "allow",
        proposed.denial().map(Carc::code).orElse(null),
        proposed.rule());
  }

  private static Map<Integer, LineResult> proposed(Decision proposal) {
    return switch (proposal) {
      case Decision.Decided(var result) ->
          result.lines().stream()
              .collect(Collectors.toMap(LineResult::sequence, Function.identity()));
      case Decision.AwaitEvidence waiting -> throw new IllegalStateException("reviewed too early");
      case Decision.AwaitReview waiting -> throw new IllegalStateException("reviewed twice");
    };
  }

  private static Evidence evidence(Detail detail) {
    var file = detail.file();
    var kept = detail.releases().stream().filter(r -> r.state() == Releases.State.KEPT).toList();
    var state = file.needed().isEmpty() ? "NONE_NEEDED" : kept.isEmpty() ? "REFUSED" : "RELEASED";
    return new Evidence(
        state,
        kept.stream().mapToInt(Releases.Release::leaves).sum(),
        kept.stream().mapToInt(Releases.Release::withheld).sum(),
        file.needed(),
        detail.released().stream().map(QueueView::resource).toList());
  }

  private static Resource resource(byte[] document) {
    try {
      var json = JSON.readTree(document);
      var concept = json.has("code") ? json.path("code") : json.path("medicationCodeableConcept");
      var date =
          Stream.of(
                  json.path("effectiveDateTime"),
                  json.path("performedPeriod").path("start"),
                  json.path("performedDateTime"),
                  json.path("onsetDateTime"),
                  json.path("authoredOn"),
                  json.path("period").path("start"))
              .filter(JsonNode::isTextual)
              .map(node -> node.asText().substring(0, Math.min(10, node.asText().length())))
              .findFirst();
      return new Resource(json.path("resourceType").asText(), text(concept), date.orElse(null));
    } catch (IOException neverVerified) {
      throw new UncheckedIOException(neverVerified);
    }
  }

  private static String text(JsonNode concept) {
    var coding = concept.path("coding").path(0);
    return Stream.of(concept.path("text"), coding.path("display"), coding.path("code"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse("");
  }

  private static String text(List<SubmittedClaim.Code> codes) {
    return codes.stream()
        .map(code -> code.display() == null ? code.code() : code.display())
        .findFirst()
        .orElse("");
  }

  private QueueView() {}
}
