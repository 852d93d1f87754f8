package io.tallystick.ledger.order;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.UnknownIdentityException;
import java.time.Clock;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;

/** The ordering service's door: what is too large, unsigned or of strangers isn't ordered. */
public final class Broadcast {

  /** What the orderer answers; {@code info} is empty on success. */
  public record Answer(Status status, String info) {}

  private static final Answer SUCCESS = new Answer(Status.SUCCESS, "");

  private final String channel;
  private final Membership members;
  private final BlockCutting cutting;
  private final Orderer orderer;
  private final Committer committer;
  private final Clock clock;

  public Broadcast(
      String channel,
      Membership members,
      BlockCutting cutting,
      Orderer orderer,
      Committer committer,
      Clock clock) {
    this.channel = channel;
    this.members = members;
    this.cutting = cutting;
    this.orderer = orderer;
    this.committer = committer;
    this.clock = clock;
  }

  public Answer broadcast(Envelope envelope) {
    var refusal = refusal(envelope);
    if (refusal != null) {
      return refusal;
    }
    if (committer.failure().isDone()) {
      return new Answer(Status.SERVICE_UNAVAILABLE, "blocks can no longer be written");
    }
    return orderer.order(envelope.toByteString())
        ? SUCCESS
        : new Answer(Status.SERVICE_UNAVAILABLE, "too many transactions are waiting");
  }

  private Answer refusal(Envelope envelope) {
    try {
      var header = Payload.parseFrom(envelope.getPayload()).getHeader();
      var channelHeader = ChannelHeader.parseFrom(header.getChannelHeader());
      if (!channelHeader.getChannelId().equals(channel)) {
        return new Answer(Status.NOT_FOUND, "channel does not exist");
      }
      if (channelHeader.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
        return new Answer(Status.BAD_REQUEST, "message of type that cannot be processed directly");
      }
      var bytes = envelope.getSerializedSize();
      if (bytes > cutting.absoluteMaxBytes()) {
        return new Answer(
            Status.BAD_REQUEST,
            "message payload is %d bytes and exceeds maximum allowed %d bytes"
                .formatted(bytes, cutting.absoluteMaxBytes()));
      }
      var creator = SignatureHeader.parseFrom(header.getSignatureHeader()).getCreator();
      return refusal(envelope, members.identify(creator));
    } catch (InvalidProtocolBufferException e) {
      return new Answer(Status.BAD_REQUEST, "bad payload");
    } catch (UnknownIdentityException e) {
      return forbidden();
    }
  }

  private Answer refusal(Envelope envelope, Identity creator) {
    if (creator.expired(clock.instant())) {
      return new Answer(Status.BAD_REQUEST, "broadcast client identity expired");
    }
    return creator.signed(envelope.getSignature(), envelope.getPayload()) ? null : forbidden();
  }

  private static Answer forbidden() {
    return new Answer(
        Status.FORBIDDEN,
        "implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied: permission denied");
  }
}
