package io.tallystick.kit.ledger;

import com.google.protobuf.ByteString;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The single calls of the durable protocol, each with its outcomes named. What isn't named, above
 * all an unreachable gateway, is thrown as {@link LedgerFault} and may be tried again.
 */
@ApplicationScoped
class LedgerClient {

  /** What endorsing came to. */
  sealed interface Endorsement {
    record Given(String txid, byte[] envelope) implements Endorsement {}

    record Refused(Refusal why) implements Endorsement {}
  }

  /** What the ledger knows of a transaction. */
  sealed interface Fate {
    record Valid(long block) implements Fate {}

    record Invalid(TxValidationCode code) implements Fate {}

    /** In no block so far. */
    record Absent() implements Fate {}
  }

  private final LedgerConnection connection;
  private final Orgs orgs;

  LedgerClient(LedgerConnection connection, Orgs orgs) {
    this.connection = connection;
    this.orgs = orgs;
  }

  Endorsement endorse(LedgerCommand command) {
    var operation = command.operation();
    var name = operation.transaction().split(":", 2);
    var proposal =
        connection
            .contract(name[0])
            .newProposal(name[1])
            .addArguments(CanonicalJson.bytes(operation));
    if (command.opening() != null) {
      proposal.putTransient(operation.opId(), CanonicalJson.bytes(command.opening()));
    }
    if (!command.endorsingOrgIds().isEmpty()) {
      proposal.setEndorsingOrganizations(msps(command.endorsingOrgIds()));
    }
    try {
      var transaction = proposal.build().endorse();
      return new Endorsement.Given(transaction.getTransactionId(), transaction.getBytes());
    } catch (EndorseException failed) {
      return Refusals.in(failed)
          .<Endorsement>map(Endorsement.Refused::new)
          .orElseThrow(() -> new LedgerFault("endorse", failed));
    }
  }

  /** Hands the stored envelope to the orderer; a fault leaves open whether it arrived. */
  void submit(StoredCommand command) {
    try {
      transaction(command).submitAsync();
    } catch (SubmitException unknownWhether) {
      throw new LedgerFault("submit", unknownWhether);
    }
  }

  /** Waits for the transaction's block. */
  Fate commitStatus(StoredCommand command) {
    try {
      return fate(commit(command.txid()));
    } catch (CommitStatusException unknown) {
      throw new LedgerFault("commit status", unknown);
    }
  }

  /** Asks the own peer's qscc whether a block holds the transaction, without waiting for one. */
  Fate lookUp(StoredCommand command) {
    try {
      connection
          .network()
          .getContract("qscc")
          .evaluateTransaction("GetTransactionByID", connection.channelName(), command.txid());
    } catch (GatewayException failed) {
      if (Refusals.saysAbsent(failed)) return new Fate.Absent();
      throw new LedgerFault("look up", failed);
    }
    return commitStatus(command);
  }

  /** What the contract answered, as the endorsers signed it. */
  Accepted accepted(StoredCommand command) {
    var result = new String(transaction(command).getResult(), StandardCharsets.UTF_8);
    return CanonicalJson.read(result, Accepted.class);
  }

  private Status commit(String txid) throws CommitStatusException {
    var request =
        SignedCommitStatusRequest.newBuilder()
            .setRequest(
                CommitStatusRequest.newBuilder()
                    .setChannelId(connection.channelName())
                    .setTransactionId(txid)
                    .setIdentity(ByteString.copyFrom(connection.identity()))
                    .build()
                    .toByteString())
            .build();
    return connection.gateway().newCommit(request.toByteArray()).getStatus();
  }

  private Transaction transaction(StoredCommand command) {
    return connection.gateway().newTransaction(command.envelope());
  }

  private static Fate fate(Status status) {
    return status.isSuccessful()
        ? new Fate.Valid(status.getBlockNumber())
        : new Fate.Invalid(status.getCode());
  }

  private String[] msps(List<String> orgIds) {
    return orgIds.stream()
        .map(
            id ->
                orgs.byId(id)
                    .orElseThrow(() -> new LedgerFault("org " + id + " is not known yet", null))
                    .mspId())
        .toArray(String[]::new);
  }
}
