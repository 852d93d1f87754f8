package io.tallystick.ledger.gateway;

import static io.tallystick.ledger.gateway.GatewayErrors.error;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.tallystick.ledger.block.BlockEvents;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.deliver.PacedStream;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.orderer.SeekPosition;

/**
 * Streams the events of a chaincode's valid transactions, a response for each block that has any.
 */
final class ChaincodeEvents {

  private final Chain chain;
  private final SignedRequests requests;

  ChaincodeEvents(Chain chain, SignedRequests requests) {
    this.chain = chain;
    this.requests = requests;
  }

  /** Ends when the client goes. */
  void stream(SignedChaincodeEventsRequest signed, PacedStream<ChaincodeEventsResponse> to)
      throws InterruptedException {
    var request = parse(signed);
    requests.check(
        request.getChannelId(), request.getIdentity(), signed.getRequest(), signed.getSignature());
    var after = request.getAfterTransactionId();
    var passed = after.isEmpty();
    var number = startBlock(request);
    while (chain.awaitBlock(number, to::cancelled)) {
      var response = ChaincodeEventsResponse.newBuilder().setBlockNumber(number);
      for (var event : BlockEvents.of(chain.block(number))) {
        if (passed && event.getChaincodeId().equals(request.getChaincodeId())) {
          response.addEvents(event);
        }
        passed |= event.getTxId().equals(after);
      }
      if (response.getEventsCount() > 0 && !to.send(response.build())) {
        return;
      }
      number++;
    }
  }

  private static ChaincodeEventsRequest parse(SignedChaincodeEventsRequest signed) {
    if (signed.getRequest().isEmpty()) {
      throw error(Status.Code.INVALID_ARGUMENT, "a chaincode events request is required");
    }
    try {
      return ChaincodeEventsRequest.parseFrom(signed.getRequest());
    } catch (InvalidProtocolBufferException e) {
      throw error(
          Status.Code.INVALID_ARGUMENT, "invalid chaincode events request: " + e.getMessage());
    }
  }

  private long startBlock(ChaincodeEventsRequest request) {
    var after = chain.transaction(request.getAfterTransactionId());
    if (after.isPresent()) {
      return after.get().block();
    }
    SeekPosition position = request.getStartPosition();
    return switch (position.getTypeCase()) {
      case SPECIFIED -> position.getSpecified().getNumber();
      case NEXT_COMMIT, TYPE_NOT_SET -> chain.height();
      default ->
          throw error(
              Status.Code.INVALID_ARGUMENT,
              "invalid start position type: " + position.getTypeCase());
    };
  }
}
