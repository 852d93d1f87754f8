package io.tallystick.chaincode.bulk;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * One peer's stream, between the peer and the shim: passes on everything, and sends questions of
 * its own, whose answers the shim doesn't see. A transaction has one question under way at most,
 * the shim's or one of these.
 */
public final class BulkStream {

  private final StreamObserver<ChaincodeMessage> peer;
  private final Map<String, CompletableFuture<ChaincodeMessage>> asked = new ConcurrentHashMap<>();
  private volatile ChaincodeAdditionalParams offered =
      ChaincodeAdditionalParams.getDefaultInstance();

  public BulkStream(StreamObserver<ChaincodeMessage> peer) {
    this.peer = new InTurn(peer);
  }

  /** Where the shim sends. */
  public StreamObserver<ChaincodeMessage> peer() {
    return peer;
  }

  /** What the peer sends to, in the shim's place. */
  public StreamObserver<ChaincodeMessage> before(StreamObserver<ChaincodeMessage> shim) {
    return new StreamObserver<>() {
      @Override
      public void onNext(ChaincodeMessage message) {
        if (message.getType() == Type.READY) offered = offer(message.getPayload());
        var question = asked.remove(key(message.getChannelId(), message.getTxid()));
        if (question == null) shim.onNext(message);
        else question.complete(message);
      }

      @Override
      public void onError(Throwable error) {
        giveUp(error);
        shim.onError(error);
      }

      @Override
      public void onCompleted() {
        giveUp(new IllegalStateException("the peer ended the stream"));
        shim.onCompleted();
      }
    };
  }

  /** What the peer takes; nothing before Fabric 3.1. */
  ChaincodeAdditionalParams offered() {
    return offered;
  }

  /** Asks the peer, and waits for its answer. */
  ByteString ask(ChaincodeStub transaction, Type type, MessageLite content) {
    var question = new CompletableFuture<ChaincodeMessage>();
    asked.put(key(transaction.getChannelId(), transaction.getTxId()), question);
    peer.onNext(
        ChaincodeMessage.newBuilder()
            .setType(type)
            .setChannelId(transaction.getChannelId())
            .setTxid(transaction.getTxId())
            .setPayload(content.toByteString())
            .build());
    try {
      var answer = question.get();
      if (answer.getType() == Type.RESPONSE) return answer.getPayload();
      throw new IllegalStateException(answer.getPayload().toStringUtf8());
    } catch (ExecutionException e) {
      throw new IllegalStateException(type + " was not answered", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(type + " was interrupted", e);
    }
  }

  private void giveUp(Throwable why) {
    asked.values().forEach(question -> question.completeExceptionally(why));
  }

  private static ChaincodeAdditionalParams offer(ByteString ready) {
    try {
      return ChaincodeAdditionalParams.parseFrom(ready);
    } catch (InvalidProtocolBufferException unknown) {
      return ChaincodeAdditionalParams.getDefaultInstance();
    }
  }

  private static String key(String channel, String txId) {
    return channel + '\0' + txId;
  }

  /** gRPC's streams take one message at a time. */
  private record InTurn(StreamObserver<ChaincodeMessage> to)
      implements StreamObserver<ChaincodeMessage> {

    @Override
    public void onNext(ChaincodeMessage message) {
      synchronized (to) {
        to.onNext(message);
      }
    }

    @Override
    public void onError(Throwable error) {
      synchronized (to) {
        to.onError(error);
      }
    }

    @Override
    public void onCompleted() {
      synchronized (to) {
        to.onCompleted();
      }
    }
  }
}
