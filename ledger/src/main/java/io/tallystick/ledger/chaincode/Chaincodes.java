package io.tallystick.ledger.chaincode;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.simulate.Simulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** The chaincodes of the channel and every organisation's connection to them. */
public final class Chaincodes implements AutoCloseable {

  /**
   * A chaincode as the channel knows it.
   *
   * @param addresses its server (host:port) by organisation
   */
  public record Definition(
      String name, String version, SignaturePolicyEnvelope policy, Map<String, String> addresses) {}

  /** What an execution gave; the event is null if there is none. */
  public record Result(Response response, ChaincodeEvent event) {}

  private final String channel;
  private final KeyHistory history;
  private final Map<String, Definition> definitions = new HashMap<>();
  private final Map<String, ChaincodeHost> hosts = new HashMap<>();

  public Chaincodes(
      String channel,
      List<Definition> definitions,
      ChaincodeTimeouts timeouts,
      KeyHistory history) {
    this.channel = channel;
    this.history = history;
    var organisations = new HashMap<String, List<String>>();
    for (var definition : definitions) {
      this.definitions.put(definition.name(), definition);
      definition
          .addresses()
          .forEach(
              (mspId, address) -> {
                var members = organisations.computeIfAbsent(address, a -> new ArrayList<>());
                if (!members.contains(mspId)) {
                  members.add(mspId);
                }
              });
    }
    organisations.forEach(
        (address, members) -> hosts.put(address, new ChaincodeHost(address, members, timeouts)));
  }

  public Optional<Definition> definition(String name) {
    return Optional.ofNullable(definitions.get(name));
  }

  /** Lets an organisation's chaincode execute a proposal. */
  public Result execute(
      String mspId,
      SignedProposal proposal,
      String txId,
      ChaincodeInput input,
      Simulation simulation)
      throws ExecutionFailedException, InterruptedException {
    var definition = definitions.get(simulation.namespace());
    var message =
        ChaincodeMessage.newBuilder()
            .setType(ChaincodeMessage.Type.TRANSACTION)
            .setChannelId(channel)
            .setTxid(txId)
            .setPayload(input.toByteString())
            .setProposal(proposal)
            .build();
    var host = hosts.get(definition.addresses().get(mspId));
    try {
      var concluded = host.execute(mspId, message, new Execution(simulation, history));
      return result(concluded, txId, definition.name());
    } catch (NotConnectedException e) {
      throw new ExecutionFailedException(
          "failed to execute transaction %s: could not launch chaincode %s: %s"
              .formatted(txId, definition.name(), e.getMessage()));
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

  @Override
  public void close() {
    hosts.values().forEach(ChaincodeHost::close);
  }
}
