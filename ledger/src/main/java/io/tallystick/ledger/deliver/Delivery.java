package io.tallystick.ledger.deliver;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.UnknownIdentityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.peer.DeliverResponse;

/** Answers signed requests for blocks, after Fabric's common/deliver. */
final class Delivery {

  /** How far a request's timestamp may be off (Fabric: peer.authentication.timewindow). */
  private static final Duration TIME_WINDOW = Duration.ofMinutes(15);

  private final String channel;
  private final Membership members;
  private final Chain chain;
  private final Clock clock;

  Delivery(String channel, Membership members, Chain chain, Clock clock) {
    this.channel = channel;
    this.members = members;
    this.chain = chain;
    this.clock = clock;
  }

  /** Sends the blocks asked for and answers the closing status; null if the client is gone. */
  Status deliver(
      Envelope request, PacedStream<DeliverResponse> to, Function<Block, DeliverResponse> form)
      throws InterruptedException {
    try {
      var payload = Payload.parseFrom(request.getPayload());
      var header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
      if (!header.hasTimestamp() || !timely(header)) {
        return Status.BAD_REQUEST;
      }
      if (!header.getChannelId().equals(channel)) {
        return Status.NOT_FOUND;
      }
      var creator = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
      if (!permitted(request, creator)) {
        return Status.FORBIDDEN;
      }
      var seek = SeekInfo.parseFrom(payload.getData());
      return seek.hasStart() && seek.hasStop() ? send(seek, to, form) : Status.BAD_REQUEST;
    } catch (InvalidProtocolBufferException e) {
      return Status.BAD_REQUEST;
    }
  }

  private boolean timely(ChannelHeader header) {
    var sent = Instant.ofEpochSecond(header.getTimestamp().getSeconds());
    return Duration.between(sent, clock.instant()).abs().compareTo(TIME_WINDOW) <= 0;
  }

  private boolean permitted(Envelope request, SignatureHeader header) {
    try {
      var creator = members.identify(header.getCreator());
      return !creator.expired(clock.instant())
          && creator.signed(request.getSignature(), request.getPayload());
    } catch (UnknownIdentityException e) {
      return false;
    }
  }

  private Status send(
      SeekInfo seek, PacedStream<DeliverResponse> to, Function<Block, DeliverResponse> form)
      throws InterruptedException {
    var height = chain.height();
    var number = position(seek.getStart(), height);
    var stop =
        switch (seek.getStop().getTypeCase()) {
          case OLDEST -> number;
          case NEWEST -> seek.getStart().hasNewest() ? number : height - 1;
          case SPECIFIED -> seek.getStop().getSpecified().getNumber();
          case NEXT_COMMIT, TYPE_NOT_SET -> -1L; // unsigned: never
        };
    if (Long.compareUnsigned(stop, number) < 0) {
      return Status.BAD_REQUEST;
    }
    for (; Long.compareUnsigned(number, stop) <= 0; number++) {
      if (seek.getBehavior() == SeekInfo.SeekBehavior.FAIL_IF_NOT_READY
          && number >= chain.height()) {
        return Status.NOT_FOUND;
      }
      if (!chain.awaitBlock(number, to::cancelled)
          || !to.send(form.apply(content(seek, chain.block(number))))) {
        return null;
      }
    }
    return Status.SUCCESS;
  }

  /** Of blocks whose headers alone are asked for, all but the transactions. */
  private static Block content(SeekInfo seek, Block block) {
    var headerAlone = seek.getContentType() == SeekInfo.SeekContentType.HEADER_WITH_SIG;
    // Block 0 is the one with the configuration, which comes whole.
    return headerAlone && block.getHeader().getNumber() > 0
        ? block.toBuilder().clearData().build()
        : block;
  }

  private static long position(SeekPosition position, long height) {
    return switch (position.getTypeCase()) {
      case OLDEST, TYPE_NOT_SET -> 0;
      case NEWEST -> height - 1;
      case SPECIFIED -> position.getSpecified().getNumber();
      case NEXT_COMMIT -> height;
    };
  }
}
