package io.tallystick.chaincode.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.grpc.stub.StreamObserver;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.GetStateMultiple;
import org.hyperledger.fabric.protos.peer.GetStateMultipleResult;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.shim.Chaincode.Response;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.junit.jupiter.api.Test;

class BulkStubTest {

  private static final ChaincodeAdditionalParams NOTHING =
      ChaincodeAdditionalParams.getDefaultInstance();
  private static final ChaincodeAdditionalParams TOGETHER =
      ChaincodeAdditionalParams.newBuilder()
          .setUseWriteBatch(true)
          .setMaxSizeWriteBatch(3)
          .setUseGetMultipleKeys(true)
          .setMaxSizeGetMultipleKeys(2)
          .build();

  /** What the peer was asked, by the shim or together, in order. */
  private final List<String> asked = new ArrayList<>();

  private String error;

  @Test
  void an_older_peer_is_asked_as_the_shim_asks() {
    assertThat(execute(NOTHING, BulkStubTest::readAndWrite).getStatusCode()).isEqualTo(200);
    assertThat(asked)
        .containsExactly("get a", "get b", "get c", "put a", "policy a", "put b", "delete c");
  }

  @Test
  void what_is_known_beforehand_is_read_together_and_writes_go_together_in_their_order() {
    assertThat(execute(TOGETHER, BulkStubTest::readAndWrite).getStatusCode()).isEqualTo(200);
    assertThat(asked)
        .containsExactly(
            "GET_STATE_MULTIPLE a b",
            "GET_STATE_MULTIPLE c",
            "WRITE_BATCH_STATE PUT_STATE a, PUT_STATE_METADATA a, PUT_STATE b",
            "WRITE_BATCH_STATE DEL_STATE c");
  }

  @Test
  void a_query_sees_a_transaction_that_has_written_before_it() {
    execute(
        TOGETHER,
        stub -> {
          stub.putStringState("a", "1");
          stub.getStateByRange("a", "b");
          stub.putStringState("b", "2");
          return ResponseUtils.newSuccessResponse();
        });
    assertThat(asked)
        .containsExactly(
            "WRITE_BATCH_STATE PUT_STATE a", "getStateByRange", "WRITE_BATCH_STATE PUT_STATE b");
  }

  @Test
  void a_refused_transactions_writes_are_not_sent() {
    var refused =
        execute(
            TOGETHER,
            stub -> {
              stub.putStringState("a", "1");
              return ResponseUtils.newErrorResponse("no");
            });
    assertThat(refused.getMessage()).isEqualTo("no");
    assertThat(asked).isEmpty();
  }

  @Test
  void writes_that_the_peer_refuses_refuse_the_transaction() {
    error = "not this key";
    var refused =
        execute(
            TOGETHER,
            stub -> {
              stub.putStringState("a", "1");
              return ResponseUtils.newSuccessResponse();
            });
    assertThat(refused.getStatusCode()).isEqualTo(500);
    assertThat(refused.getMessage()).isEqualTo("not this key");
  }

  @Test
  void a_stream_that_ends_ends_the_questions_too() {
    var answers = new ArrayList<StreamObserver<ChaincodeMessage>>();
    var stream = new BulkStream(observer(message -> answers.getFirst().onCompleted()));
    answers.add(stream.before(observer(message -> {})));
    answers.getFirst().onNext(ready(TOGETHER));
    var failed =
        BulkStub.execute(
            chaincode(
                stub -> {
                  stub.putStringState("a", "1");
                  return ResponseUtils.newSuccessResponse();
                }),
            shim(),
            stream);
    assertThat(failed.getStatusCode()).isEqualTo(500);
  }

  private static Response readAndWrite(ChaincodeStub stub) {
    ((BulkState) stub).read(List.of("a", "b", "c", "a"));
    assertThat(stub.getState("a")).asString(UTF_8).isEqualTo("value of a");
    assertThat(stub.getStringState("c")).isEqualTo("value of c");
    stub.putStringState("a", "1");
    stub.setStateValidationParameter("a", new byte[] {1});
    stub.putState("b", new byte[] {2});
    stub.delState("c");
    return ResponseUtils.newSuccessResponse();
  }

  private Response execute(
      ChaincodeAdditionalParams offered, Function<ChaincodeStub, Response> contract) {
    var answers = new ArrayList<StreamObserver<ChaincodeMessage>>();
    var stream = new BulkStream(observer(message -> answers.getFirst().onNext(answer(message))));
    answers.add(stream.before(observer(message -> {})));
    answers.getFirst().onNext(ready(offered));
    return BulkStub.execute(chaincode(contract), shim(), stream);
  }

  private static ChaincodeMessage ready(ChaincodeAdditionalParams offered) {
    return ChaincodeMessage.newBuilder()
        .setType(Type.READY)
        .setPayload(offered.toByteString())
        .build();
  }

  private ChaincodeMessage answer(ChaincodeMessage question) {
    try {
      var answer = ChaincodeMessage.newBuilder().setChannelId("channel").setTxid("tx");
      if (error != null) {
        return answer.setType(Type.ERROR).setPayload(ByteString.copyFromUtf8(error)).build();
      }
      return answer.setType(Type.RESPONSE).setPayload(content(question).toByteString()).build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private MessageLite content(ChaincodeMessage question) throws InvalidProtocolBufferException {
    if (question.getType() == Type.GET_STATE_MULTIPLE) {
      var keys = GetStateMultiple.parseFrom(question.getPayload()).getKeysList();
      asked.add(question.getType() + " " + String.join(" ", keys));
      var result = GetStateMultipleResult.newBuilder();
      keys.forEach(key -> result.addValues(ByteString.copyFromUtf8("value of " + key)));
      return result.build();
    }
    var writes = WriteBatchState.parseFrom(question.getPayload()).getRecList();
    var told = writes.stream().map(write -> write.getType() + " " + write.getKey()).toList();
    asked.add(question.getType() + " " + String.join(", ", told));
    return WriteBatchState.getDefaultInstance();
  }

  private static ChaincodeBase chaincode(Function<ChaincodeStub, Response> contract) {
    return new ChaincodeBase() {
      @Override
      public Response init(ChaincodeStub stub) {
        return contract.apply(stub);
      }

      @Override
      public Response invoke(ChaincodeStub stub) {
        return contract.apply(stub);
      }
    };
  }

  /** The shim's stub: each of its questions is a message of its own. */
  private ChaincodeStub shim() {
    return (ChaincodeStub)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ChaincodeStub.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getChannelId" -> "channel";
                  case "getTxId" -> "tx";
                  case "getState" -> {
                    asked.add("get " + args[0]);
                    yield ("value of " + args[0]).getBytes(UTF_8);
                  }
                  case "putState" -> told("put " + args[0]);
                  case "delState" -> told("delete " + args[0]);
                  case "setStateValidationParameter" -> told("policy " + args[0]);
                  default -> told(method.getName());
                });
  }

  private Object told(String question) {
    asked.add(question);
    return null;
  }

  private static StreamObserver<ChaincodeMessage> observer(Consumer<ChaincodeMessage> next) {
    return new StreamObserver<>() {
      @Override
      public void onNext(ChaincodeMessage message) {
        next.accept(message);
      }

      @Override
      public void onError(Throwable error) {}

      @Override
      public void onCompleted() {}
    };
  }
}
