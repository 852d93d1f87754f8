package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekOldest;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.orderer.SeekSpecified;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that go away, don't read, or ask too much: others don't notice. */
@Timeout(180)
class ClientsThatMisbehaveTest {

  @TempDir static Path folder;
  private static TestNetwork network;
  private static TestChaincode chaincode;
  private static Contract contract;

  @BeforeAll
  static void start() throws Exception {
    network = new TestNetwork(folder);
    chaincode = new TestChaincode("one", network.chaincodePort);
    network.start();
    contract = network.contract("Riverside");
    for (var i = 0; i < 10; i++) {
      contract.submitTransaction("putMany", "filling " + i, "40");
    }
  }

  @AfterAll
  static void stop() {
    network.close();
    chaincode.close();
  }

  private static Envelope fromOldestToNever() {
    var signer = Forgery.signer(network.enrolled("Riverside"));
    var header =
        ChannelHeader.newBuilder()
            .setType(HeaderType.DELIVER_SEEK_INFO_VALUE)
            .setChannelId(TestNetwork.CHANNEL)
            .setTimestamp(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()));
    var creator =
        SignatureHeader.newBuilder()
            .setCreator(signer.serialized())
            .setNonce(ByteString.copyFromUtf8("nonce"));
    var seek =
        SeekInfo.newBuilder()
            .setStart(SeekPosition.newBuilder().setOldest(SeekOldest.getDefaultInstance()))
            .setStop(
                SeekPosition.newBuilder()
                    .setSpecified(SeekSpecified.newBuilder().setNumber(Long.MAX_VALUE)));
    var payload =
        Payload.newBuilder()
            .setHeader(
                Header.newBuilder()
                    .setChannelHeader(header.build().toByteString())
                    .setSignatureHeader(creator.build().toByteString()))
            .setData(seek.build().toByteString())
            .build()
            .toByteString();
    return Envelope.newBuilder().setPayload(payload).setSignature(signer.sign(payload)).build();
  }

  /** Reads so many blocks, then no more. */
  private static final class Reader implements ClientResponseObserver<Envelope, DeliverResponse> {

    final CountDownLatch read;
    final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    ClientCallStreamObserver<Envelope> call;

    Reader(int blocks) {
      this.read = new CountDownLatch(blocks);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Envelope> call) {
      this.call = call;
      call.disableAutoRequestWithInitial((int) read.getCount());
    }

    @Override
    public void onNext(DeliverResponse response) {
      read.countDown();
    }

    @Override
    public void onError(Throwable error) {
      ended.complete(error);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
    }
  }

  @Test
  void readers_that_break_off_in_the_middle_stop_nobody() throws Exception {
    var deliver = DeliverGrpc.newStub(network.channel("Riverside"));
    for (var round = 0; round < 30; round++) {
      var reader = new Reader(1 + round % 5);
      deliver.deliver(reader).onNext(fromOldestToNever());
      assertThat(reader.read.await(60, TimeUnit.SECONDS)).isTrue();
      reader.call.cancel("enough", null);
      contract.submitTransaction("put", "broken off", "" + round);
    }
    assertThat(contract.evaluateTransaction("get", "broken off")).asString().isEqualTo("29");
  }

  @Test
  void readers_that_do_not_read_hold_up_nobody() throws Exception {
    var readers = new ArrayList<Reader>();
    for (var i = 0; i < 20; i++) {
      var reader = new Reader(1);
      DeliverGrpc.newStub(network.channel("Harbor")).deliver(reader).onNext(fromOldestToNever());
      readers.add(reader);
    }
    for (var reader : readers) {
      assertThat(reader.read.await(60, TimeUnit.SECONDS)).isTrue();
    }
    for (var i = 0; i < 20; i++) {
      contract.submitTransaction("put", "unread", "" + i);
    }
    assertThat(readers).allSatisfy(reader -> assertThat(reader.ended).isNotDone());
    readers.forEach(reader -> reader.call.cancel("gone", null));
  }

  @Test
  void more_calls_than_a_peer_takes_are_refused_until_some_end() throws Exception {
    var signer = Forgery.signer(network.enrolled("Authority"));
    var request =
        CommitStatusRequest.newBuilder()
            .setChannelId(TestNetwork.CHANNEL)
            .setTransactionId("never")
            .setIdentity(signer.serialized())
            .build()
            .toByteString();
    var signed =
        SignedCommitStatusRequest.newBuilder()
            .setRequest(request)
            .setSignature(signer.sign(request))
            .build();
    var gateway = GatewayGrpc.newFutureStub(network.channel("Authority"));
    var refused = new CompletableFuture<Throwable>();
    var waiting = new ArrayList<Future<?>>();
    for (var i = 0; i <= 500; i++) {
      var call = gateway.commitStatus(signed);
      call.addListener(() -> refused.complete(call.exceptionNow()), Runnable::run);
      waiting.add(call);
    }
    // Which of them comes last is nobody's to say.
    assertThat(refused.get(60, TimeUnit.SECONDS))
        .hasMessage(
            "UNKNOWN: too many requests for /gateway.Gateway, exceeding concurrency limit (500)");
    assertThat(waiting).filteredOn(Future::isDone).hasSize(1);
    contract.submitTransaction("put", "elsewhere", "x");

    waiting.forEach(each -> each.cancel(true));
    var authority = network.contract("Authority");
    for (var tries = 0; ; tries++) {
      try {
        assertThat(authority.evaluateTransaction("get", "elsewhere")).asString().isEqualTo("x");
        return;
      } catch (GatewayException e) {
        assertThat(tries).isLessThan(1_000); // the cancellations are on their way
        Thread.yield();
      }
    }
  }

  @Test
  void private_data_is_refused_by_deliver_in_words() throws Exception {
    var reader = new Reader(1);
    StreamObserver<Envelope> requests =
        DeliverGrpc.newStub(network.channel("Riverside")).deliverWithPrivateData(reader);
    requests.onNext(fromOldestToNever());
    assertThat(reader.ended.get(60, TimeUnit.SECONDS))
        .hasMessage("UNIMPLEMENTED: private data collections are not supported by this ledger");
    assertThat(reader.read.getCount()).isEqualTo(1);
  }
}
