package io.tallystick.ledger.chaincode;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;

/** One organisation's stream to a chaincode server, from registration until it breaks. */
final class ChaincodeSession implements StreamObserver<ChaincodeMessage> {

  /** Fabric's wording; clients look for it. */
  static final String TERMINATED = "chaincode stream terminated";

  /** Fabric's core.yaml since 3.1: chaincode.runtimeParams. */
  private static final ChaincodeAdditionalParams TAKEN_TOGETHER =
      ChaincodeAdditionalParams.newBuilder()
          .setUseWriteBatch(true)
          .setMaxSizeWriteBatch(1_000)
          .setUseGetMultipleKeys(true)
          .setMaxSizeGetMultipleKeys(1_000)
          .build();

  private final Runnable onEnd;
  private final CompletableFuture<ChaincodeMessage> registration = new CompletableFuture<>();
  private final ConcurrentHashMap<String, Execution> executions = new ConcurrentHashMap<>();
  private StreamObserver<ChaincodeMessage> toChaincode;
  private volatile boolean ended;

  ChaincodeSession(Runnable onEnd) {
    this.onEnd = onEnd;
  }

  /** Opens the stream and registers the chaincode. */
  void open(ChaincodeGrpc.ChaincodeStub stub, long timeoutMillis)
      throws InterruptedException, ExecutionFailedException {
    synchronized (this) {
      toChaincode = stub.connect(this);
    }
    try {
      registration.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new ExecutionFailedException("no registration: " + e.getMessage());
    }
    send(ChaincodeMessage.newBuilder().setType(ChaincodeMessage.Type.REGISTERED).build());
    send(
        ChaincodeMessage.newBuilder()
            .setType(ChaincodeMessage.Type.READY)
            .setPayload(TAKEN_TOGETHER.toByteString())
            .build());
  }

  boolean ended() {
    return ended;
  }

  /** Sends a transaction and waits for what the chaincode concludes. */
  ChaincodeMessage execute(ChaincodeMessage transaction, Execution execution, long timeoutMillis)
      throws ExecutionFailedException, InterruptedException {
    var key = key(transaction);
    if (executions.putIfAbsent(key, execution) != null) {
      throw failed(transaction, "txid: " + transaction.getTxid() + " exists");
    }
    try {
      if (ended) {
        throw failed(transaction, TERMINATED);
      }
      send(transaction);
      return execution.result().get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failed(transaction, "timeout expired while executing transaction");
    } catch (ExecutionException e) {
      throw failed(transaction, TERMINATED);
    } finally {
      executions.remove(key);
    }
  }

  private static ExecutionFailedException failed(ChaincodeMessage transaction, String why) {
    return new ExecutionFailedException(
        "failed to execute transaction %s: error sending: %s"
            .formatted(transaction.getTxid(), why));
  }

  @Override
  public void onNext(ChaincodeMessage message) {
    switch (message.getType()) {
      case REGISTER -> registration.complete(message);
      case KEEPALIVE -> {}
      case COMPLETED, ERROR -> {
        var execution = executions.get(key(message));
        if (execution != null) {
          execution.result().complete(message);
        }
      }
      default -> answer(message);
    }
  }

  private void answer(ChaincodeMessage request) {
    var execution = executions.get(key(request));
    if (execution != null) {
      send(execution.answer(request));
    } else {
      // Too late: the transaction ran into its timeout.
      send(
          ChaincodeMessage.newBuilder()
              .setType(ChaincodeMessage.Type.ERROR)
              .setTxid(request.getTxid())
              .setChannelId(request.getChannelId())
              .setPayload(ByteString.copyFromUtf8(request.getType() + " failed: no ledger context"))
              .build());
    }
  }

  private synchronized void send(ChaincodeMessage message) {
    try {
      toChaincode.onNext(message);
    } catch (IllegalStateException e) {
      end(e); // the call is closed already
    }
  }

  private static String key(ChaincodeMessage message) {
    return message.getChannelId() + '\0' + message.getTxid();
  }

  @Override
  public void onError(Throwable error) {
    end(error);
  }

  @Override
  public void onCompleted() {
    end(new IllegalStateException(TERMINATED));
  }

  private void end(Throwable error) {
    ended = true;
    registration.completeExceptionally(error);
    executions.values().forEach(each -> each.result().completeExceptionally(error));
    onEnd.run();
  }

  synchronized void close() {
    ended = true;
    if (toChaincode != null) {
      try {
        toChaincode.onCompleted();
      } catch (IllegalStateException e) {
        ended = true; // closed by the other side before
      }
    }
  }
}
