package io.tallystick.claims.remittance.adapter;

import io.tallystick.claims.remittance.app.ClaimDocuments;
import io.tallystick.claims.remittance.app.RemittanceReader;
import io.tallystick.claims.remittance.domain.Remittance;
import io.tallystick.claims.status.app.ClaimLines;
import io.tallystick.claims.status.domain.ClaimLine;
import io.tallystick.kit.fhir.claim.ClaimDocument;
import io.tallystick.kit.fhir.claim.ClaimReading;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lays the payer's answer beside the lines that were handed in. */
@Singleton
class DocumentLines implements ClaimLines {

  private final ClaimDocuments documents;
  private final ClaimDocument claims;
  private final RemittanceReader remittances;

  DocumentLines(ClaimDocuments documents, ClaimDocument claims, RemittanceReader remittances) {
    this.documents = documents;
    this.claims = claims;
    this.remittances = remittances;
  }

  @Override
  public List<ClaimLine> of(String claimId) {
    return documents
        .submitted(claimId)
        .map(document -> lines(claims.read(document), answers(claimId)))
        .orElse(List.of());
  }

  @Override
  public List<ClaimLine> of(byte[] submitted, byte[] answered) {
    return lines(claims.read(submitted), answers(answered));
  }

  private Map<Integer, Remittance.Line> answers(String claimId) {
    return documents.answered(claimId).map(this::answers).orElse(Map.of());
  }

  private Map<Integer, Remittance.Line> answers(byte[] answer) {
    return remittances.read(answer).lines().stream()
        .collect(Collectors.toMap(Remittance.Line::sequence, Function.identity()));
  }

  private static List<ClaimLine> lines(
      ClaimReading reading, Map<Integer, Remittance.Line> answers) {
    return switch (reading) {
      case ClaimReading.Understood understood ->
          understood.claim().lines().stream()
              .map(line -> line(line, answers.get(line.sequence())))
              .toList();
      case ClaimReading.Refused refused ->
          throw new IllegalStateException("a stored claim is no claim: " + refused.problems());
    };
  }

  private static ClaimLine line(SubmittedClaim.Line line, Remittance.Line answer) {
    var service = line.services().get(0);
    return new ClaimLine(
        line.sequence(),
        service.display() == null ? service.code() : service.display(),
        line.serviced(),
        line.net(),
        answer == null ? null : answer.paid(),
        answer == null ? null : answer.patientOwes(),
        answer == null ? null : answer.denied() ? "DENIED" : "ALLOWED",
        answer == null ? List.of() : answer.reasonCodes());
  }
}
