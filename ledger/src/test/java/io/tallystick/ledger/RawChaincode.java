package io.tallystick.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * A chaincode that speaks the peer's protocol itself: a function is a list of messages that it
 * sends, one after the other's answer. Its result is the last answer, or the first error.
 */
final class RawChaincode extends ChaincodeGrpc.ChaincodeImplBase implements AutoCloseable {

  record Question(Type type, MessageLite content) {}

  private final Map<String, List<Question>> functions;
  private final Server server;
  final List<ChaincodeAdditionalParams> offered = new ArrayList<>();

  @SuppressWarnings("this-escape")
  RawChaincode(int port, Map<String, List<Question>> functions) throws IOException {
    this.functions = functions;
    this.server =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
            .addService(this)
            .build()
            .start();
  }

  @Override
  public StreamObserver<ChaincodeMessage> connect(StreamObserver<ChaincodeMessage> peer) {
    var id = ChaincodeID.newBuilder().setName("kv:raw").build();
    var stream = new Stream(peer);
    stream.send(
        ChaincodeMessage.newBuilder().setType(Type.REGISTER).setPayload(id.toByteString()).build());
    return stream;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Stream implements StreamObserver<ChaincodeMessage> {

    private final StreamObserver<ChaincodeMessage> peer;
    private final Map<String, Deque<Question>> open = new ConcurrentHashMap<>();

    Stream(StreamObserver<ChaincodeMessage> peer) {
      this.peer = peer;
    }

    synchronized void send(ChaincodeMessage message) {
      peer.onNext(message);
    }

    @Override
    public void onNext(ChaincodeMessage message) {
      try {
        switch (message.getType()) {
          case READY -> offered.add(ChaincodeAdditionalParams.parseFrom(message.getPayload()));
          case TRANSACTION -> {
            var input = ChaincodeInput.parseFrom(message.getPayload());
            var function = functions.get(input.getArgs(0).toStringUtf8());
            open.put(message.getTxid(), new ArrayDeque<>(function));
            next(message, ByteString.EMPTY);
          }
          case RESPONSE -> next(message, message.getPayload());
          case ERROR -> complete(message, 500, message.getPayload());
          default -> {}
        }
      } catch (InvalidProtocolBufferException e) {
        peer.onError(e);
      }
    }

    private void next(ChaincodeMessage answered, ByteString answer) {
      var question = open.get(answered.getTxid()).poll();
      if (question == null) {
        complete(answered, 200, answer);
      } else {
        send(answer(answered, question.type(), question.content()));
      }
    }

    private void complete(ChaincodeMessage of, int status, ByteString result) {
      var response =
          Response.newBuilder()
              .setStatus(status)
              .setMessage(status == 200 ? "" : result.toStringUtf8())
              .setPayload(result);
      send(answer(of, Type.COMPLETED, response.build()));
    }

    private static ChaincodeMessage answer(ChaincodeMessage to, Type type, MessageLite content) {
      return ChaincodeMessage.newBuilder()
          .setType(type)
          .setChannelId(to.getChannelId())
          .setTxid(to.getTxid())
          .setPayload(content.toByteString())
          .build();
    }

    @Override
    public void onError(Throwable error) {
      open.clear();
    }

    @Override
    public void onCompleted() {
      open.clear();
    }
  }
}
