package io.tallystick.kit.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.enterprise.context.ApplicationScoped;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The single calls that follow an endorsement, each with its outcomes named. What isn't named,
 * above all an unreachable gateway, is thrown as {@link LedgerFault} and may be tried again.
 */
@ApplicationScoped
class Submitting {

  /** What the ledger knows of a transaction. */
  sealed interface Fate {

    /**
     * @param result what the contract answered, as the endorsers signed it
     */
    record Valid(long block, byte[] result) implements Fate {}

    record Invalid(TxValidationCode code) implements Fate {}

    /** In no block so far. */
    record Absent() implements Fate {}
  }

  private final LedgerConnection connection;

  Submitting(LedgerConnection connection) {
    this.connection = connection;
  }

  /** Hands the stored envelope to the orderer; a fault leaves open whether it arrived. */
  void submit(StoredTransaction stored) {
    try {
      transaction(stored.envelope()).submitAsync();
    } catch (SubmitException unknownWhether) {
      throw new LedgerFault("submit", unknownWhether);
    }
  }

  /** Waits for the transaction's block. */
  Fate commitStatus(StoredTransaction stored) {
    return fate(stored.txid(), stored.envelope());
  }

  /** Asks the own peer's qscc whether a block holds the transaction, without waiting for one. */
  Fate lookUp(StoredTransaction stored) {
    try {
      var held =
          connection
              .network()
              .getContract("qscc")
              .evaluateTransaction("GetTransactionByID", connection.channelName(), stored.txid());
      return fate(stored.txid(), prepared(stored.txid(), held));
    } catch (GatewayException failed) {
      if (Refusals.saysAbsent(failed)) return new Fate.Absent();
      throw new LedgerFault("look up", failed);
    }
  }

  private Fate fate(String txid, byte[] envelope) {
    try {
      var status = status(txid);
      return status.isSuccessful()
          ? new Fate.Valid(status.getBlockNumber(), transaction(envelope).getResult())
          : new Fate.Invalid(status.getCode());
    } catch (CommitStatusException unknown) {
      throw new LedgerFault("commit status", unknown);
    }
  }

  /** The transaction as the block has it, in the form that the SDK reads. */
  private static byte[] prepared(String txid, byte[] held) {
    try {
      return PreparedTransaction.newBuilder()
          .setTransactionId(txid)
          .setEnvelope(ProcessedTransaction.parseFrom(held).getTransactionEnvelope())
          .build()
          .toByteArray();
    } catch (InvalidProtocolBufferException malformed) {
      throw new LedgerFault("look up", malformed);
    }
  }

  private Status status(String txid) throws CommitStatusException {
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

  private Transaction transaction(byte[] prepared) {
    return connection.gateway().newTransaction(prepared);
  }
}
