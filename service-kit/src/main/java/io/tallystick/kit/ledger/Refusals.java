package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.TransactionException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** A contract's refusal inside the gateway's error: JSON at the end of an ErrorDetail's message. */
final class Refusals {

  static Optional<Refusal> in(TransactionException failed) {
    return in(failed.getDetails().stream().map(ErrorDetail::getMessage), failed.getMessage());
  }

  static Optional<Refusal> in(GatewayException failed) {
    return in(failed.getDetails().stream().map(ErrorDetail::getMessage), failed.getMessage());
  }

  /** Whether a peer of that MSP gave a refusal of its own. */
  static boolean isFrom(TransactionException failed, String mspId) {
    return failed.getDetails().stream()
        .filter(detail -> detail.getMspId().equals(mspId))
        .anyMatch(detail -> parse(detail.getMessage()).isPresent());
  }

  /** Fabric's qscc: "no such transaction ID [...] in index". */
  static boolean saysAbsent(GatewayException failed) {
    return messages(
            failed.getDetails().stream().map(ErrorDetail::getMessage),
            String.valueOf(failed.getMessage()))
        .map(message -> message.toLowerCase(Locale.ROOT))
        .anyMatch(message -> message.contains("no such transaction id"));
  }

  private static Optional<Refusal> in(Stream<String> details, String message) {
    return messages(details, String.valueOf(message)).flatMap(m -> parse(m).stream()).findFirst();
  }

  private static Stream<String> messages(Stream<String> details, String message) {
    return Stream.concat(details, Stream.of(message));
  }

  private static Optional<Refusal> parse(String message) {
    int start = message.indexOf('{');
    int end = message.lastIndexOf('}');
    if (start < 0 || end < start) return Optional.empty();
    try {
      var refusal = CanonicalJson.read(message.substring(start, end + 1), Refusal.class);
      return refusal.code() == null ? Optional.empty() : Optional.of(refusal);
    } catch (CanonicalJson.MalformedJson somethingElse) {
      return Optional.empty();
    }
  }

  private Refusals() {}
}
