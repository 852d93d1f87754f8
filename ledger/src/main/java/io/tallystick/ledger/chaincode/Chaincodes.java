package io.tallystick.ledger.chaincode;

import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.Response;

/** Lets chaincodes execute proposals. */
public final class Chaincodes {

  /** What an execution gave; the event is null if there is none. */
  public record Result(Response response, ChaincodeEvent event) {}

  private final String channel;
  private final ChaincodeHosts hosts;
  private final KeyHistory history;

  public Chaincodes(String channel, ChaincodeHosts hosts, KeyHistory history) {
    this.channel = channel;
    this.hosts = hosts;
    this.history = history;
  }

  /** Lets an organisation's chaincode execute a proposal. */
  public Result execute(Invocation invocation)
      throws ExecutionFailedException, InterruptedException {
    var name = invocation.simulation().namespace();
    var message =
        ChaincodeMessage.newBuilder()
            .setType(
                invocation.init() ? ChaincodeMessage.Type.INIT : ChaincodeMessage.Type.TRANSACTION)
            .setChannelId(channel)
            .setTxid(invocation.txId())
            .setPayload(invocation.input().toByteString())
            .setProposal(invocation.proposal())
            .build();
    try {
      var concluded =
          hosts
              .at(invocation.address())
              .execute(
                  invocation.mspId(), message, new Execution(invocation.simulation(), history));
      return result(concluded, invocation.txId(), name);
    } catch (NotConnectedException e) {
      throw new ExecutionFailedException(
          "failed to execute transaction %s: could not launch chaincode %s: %s"
              .formatted(invocation.txId(), name, e.getMessage()));
    }
  }

  private static Result result(ChaincodeMessage concluded, String txId, String name)
      throws ExecutionFailedException {
    if (concluded.getType() == ChaincodeMessage.Type.ERROR) {
      throw new ExecutionFailedException(
          "transaction returned with failure: " + concluded.getPayload().toStringUtf8());
    }
    try {
      var event =
          concluded.hasChaincodeEvent()
              ? concluded.getChaincodeEvent().toBuilder().setChaincodeId(name).setTxId(txId).build()
              : null;
      return new Result(Response.parseFrom(concluded.getPayload()), event);
    } catch (InvalidProtocolBufferException e) {
      throw new ExecutionFailedException("failed to unmarshal response for transaction " + txId);
    }
  }
}
