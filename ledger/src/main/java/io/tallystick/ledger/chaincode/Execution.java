package io.tallystick.ledger.chaincode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.tallystick.ledger.simulate.Simulation;
import io.tallystick.ledger.simulate.SimulationException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.DelState;
import org.hyperledger.fabric.protos.peer.GetHistoryForKey;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.GetStateByRange;
import org.hyperledger.fabric.protos.peer.GetStateMetadata;
import org.hyperledger.fabric.protos.peer.GetStateMultiple;
import org.hyperledger.fabric.protos.peer.GetStateMultipleResult;
import org.hyperledger.fabric.protos.peer.MetaDataKeys;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.PutStateMetadata;
import org.hyperledger.fabric.protos.peer.QueryMetadata;
import org.hyperledger.fabric.protos.peer.QueryStateClose;
import org.hyperledger.fabric.protos.peer.QueryStateNext;
import org.hyperledger.fabric.protos.peer.StateMetadata;
import org.hyperledger.fabric.protos.peer.StateMetadataResult;
import org.hyperledger.fabric.protos.peer.WriteBatchState;

/** A transaction that a chaincode is executing: answers what it asks, keeps what it concludes. */
final class Execution {

  private static final System.Logger LOG = System.getLogger(Execution.class.getName());

  private final Simulation simulation;
  private final KeyHistory history;
  private final QueryAnswers queries = new QueryAnswers();
  private final CompletableFuture<ChaincodeMessage> result = new CompletableFuture<>();

  Execution(Simulation simulation, KeyHistory history) {
    this.simulation = simulation;
    this.history = history;
  }

  /** COMPLETED or ERROR; exceptionally if the chaincode went away. */
  CompletableFuture<ChaincodeMessage> result() {
    return result;
  }

  /** Answers a request with RESPONSE or ERROR. */
  ChaincodeMessage answer(ChaincodeMessage request) {
    var answer =
        ChaincodeMessage.newBuilder()
            .setTxid(request.getTxid())
            .setChannelId(request.getChannelId());
    try {
      return answer
          .setType(ChaincodeMessage.Type.RESPONSE)
          .setPayload(payload(request.getType(), request.getPayload()))
          .build();
    } catch (SimulationException | InvalidProtocolBufferException e) {
      return error(answer, request, e.getMessage());
    } catch (RuntimeException e) {
      return error(answer, request, e.toString());
    }
  }

  private static ChaincodeMessage error(
      ChaincodeMessage.Builder answer, ChaincodeMessage request, String message) {
    var text =
        "%s failed: transaction ID: %s: %s"
            .formatted(request.getType(), request.getTxid(), message);
    // Fabric's Java shim keeps this text from the chaincode and from its client.
    LOG.log(Level.WARNING, text);
    return answer
        .setType(ChaincodeMessage.Type.ERROR)
        .setPayload(ByteString.copyFromUtf8(text))
        .build();
  }

  private ByteString payload(ChaincodeMessage.Type type, ByteString request)
      throws InvalidProtocolBufferException {
    return switch (type) {
      case GET_STATE -> get(GetState.parseFrom(request));
      case GET_STATE_MULTIPLE -> getTogether(GetStateMultiple.parseFrom(request));
      case PUT_STATE -> put(PutState.parseFrom(request));
      case DEL_STATE -> delete(DelState.parseFrom(request));
      case GET_STATE_METADATA -> metadata(GetStateMetadata.parseFrom(request));
      case PUT_STATE_METADATA -> putMetadata(PutStateMetadata.parseFrom(request));
      case WRITE_BATCH_STATE -> writeTogether(WriteBatchState.parseFrom(request));
      case GET_STATE_BY_RANGE -> range(GetStateByRange.parseFrom(request));
      case QUERY_STATE_NEXT -> bytes(queries.next(QueryStateNext.parseFrom(request).getId()));
      case QUERY_STATE_CLOSE -> bytes(queries.close(QueryStateClose.parseFrom(request).getId()));
      case GET_HISTORY_FOR_KEY -> history(GetHistoryForKey.parseFrom(request));
      case GET_PRIVATE_DATA_HASH, PURGE_PRIVATE_DATA -> throw privateData();
      case GET_QUERY_RESULT ->
          throw new SimulationException("ExecuteQuery not supported for leveldb");
      case INVOKE_CHAINCODE ->
          throw new SimulationException("this ledger doesn't call one chaincode from another");
      default -> throw new SimulationException("cannot handle message " + type);
    };
  }

  private ByteString get(GetState request) {
    refuseCollection(request.getCollection());
    return simulation.get(request.getKey());
  }

  private ByteString getTogether(GetStateMultiple request) {
    refuseCollection(request.getCollection());
    var values = request.getKeysList().stream().map(simulation::get).toList();
    return bytes(GetStateMultipleResult.newBuilder().addAllValues(values).build());
  }

  private ByteString put(PutState request) {
    refuseCollection(request.getCollection());
    simulation.put(request.getKey(), request.getValue());
    return ByteString.EMPTY;
  }

  private ByteString delete(DelState request) {
    refuseCollection(request.getCollection());
    simulation.delete(request.getKey());
    return ByteString.EMPTY;
  }

  private ByteString metadata(GetStateMetadata request) {
    refuseCollection(request.getCollection());
    var policy = simulation.policy(request.getKey());
    var result = StateMetadataResult.newBuilder();
    if (!policy.isEmpty()) {
      result.addEntries(
          StateMetadata.newBuilder()
              .setMetakey(MetaDataKeys.VALIDATION_PARAMETER.name())
              .setValue(policy));
    }
    return bytes(result.build());
  }

  private ByteString putMetadata(PutStateMetadata request) {
    refuseCollection(request.getCollection());
    var metadata = request.getMetadata();
    simulation.putPolicy(request.getKey(), metadata.getMetakey(), metadata.getValue());
    return ByteString.EMPTY;
  }

  private ByteString writeTogether(WriteBatchState request) {
    for (var write : request.getRecList()) {
      refuseCollection(write.getCollection());
      switch (write.getType()) {
        case PUT_STATE -> simulation.put(write.getKey(), write.getValue());
        case DEL_STATE -> simulation.delete(write.getKey());
        case PUT_STATE_METADATA -> {
          var metadata = write.getMetadata();
          simulation.putPolicy(write.getKey(), metadata.getMetakey(), metadata.getValue());
        }
        case PURGE_PRIVATE_DATA -> throw privateData();
        default -> throw new SimulationException("unknown operation type");
      }
    }
    return ByteString.EMPTY;
  }

  private ByteString range(GetStateByRange request) throws InvalidProtocolBufferException {
    refuseCollection(request.getCollection());
    var page = QueryMetadata.parseFrom(request.getMetadata());
    if (page.getPageSize() == 0 && page.getBookmark().isEmpty()) {
      var query = simulation.range(request.getStartKey(), request.getEndKey(), false);
      return bytes(queries.first(query::next));
    }
    var start = page.getBookmark().isEmpty() ? request.getStartKey() : page.getBookmark();
    return bytes(queries.page(simulation.range(start, request.getEndKey(), true), page));
  }

  private ByteString history(GetHistoryForKey request) {
    return bytes(queries.first(history.of(simulation.namespace(), request.getKey())));
  }

  private static ByteString bytes(MessageLite message) {
    return message.toByteString();
  }

  private static void refuseCollection(String collection) {
    if (!collection.isEmpty()) {
      throw privateData();
    }
  }

  private static SimulationException privateData() {
    return new SimulationException("private data collections are not supported by this ledger");
  }
}
