package io.tallystick.kit.ledger;

import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hyperledger.fabric.client.GatewayException;

@ApplicationScoped
class PeerQueries implements LedgerQueries {

  private final LedgerConnection connection;

  PeerQueries(LedgerConnection connection) {
    this.connection = connection;
  }

  @Override
  public <T> Optional<T> get(String transaction, String id, Class<T> type) {
    var name = transaction.split(":", 2);
    try {
      var json = connection.contract(name[0]).evaluateTransaction(name[1], id);
      return Optional.of(CanonicalJson.read(new String(json, StandardCharsets.UTF_8), type));
    } catch (GatewayException failed) {
      var refusal = Refusals.in(failed);
      if (refusal.isPresent() && refusal.get().code() == RefusalCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal
          .map(Problem::of)
          .orElseGet(() -> Problem.unavailable("ledger.unavailable", "the ledger doesn't answer"))
          .exception();
    }
  }
}
