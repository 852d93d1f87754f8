package io.tallystick.ledger.order;

import static io.tallystick.ledger.wire.Messages.parse;

import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.UnknownIdentityException;
import io.tallystick.ledger.wire.Messages;
import java.time.Clock;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
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
      var header = parse(Payload.parser(), envelope.getPayload(), "Payload").getHeader();
      if (header.getChannelHeader().isEmpty()) {
        return bad("could not determine channel ID: channel header not set");
      }
      var channelHeader = parse(ChannelHeader.parser(), header.getChannelHeader(), "ChannelHeader");
      if (!channelHeader.getChannelId().equals(channel)) {
        return bad("channel does not exist");
      }
      var refused = ofType(channelHeader.getType());
      return refused != null ? refused : ofContent(envelope, header);
    } catch (Messages.MalformedException e) {
      return bad("could not determine channel ID: " + e.getMessage());
    }
  }

  /** Other types than these are ordered; whether they mean something is for validation to say. */
  private static Answer ofType(int type) {
    return switch (HeaderType.forNumber(type)) {
      case CONFIG -> bad("message is of type that cannot be processed directly");
      case ORDERER_TRANSACTION -> bad("message is of type that is no longer supported");
      case CONFIG_UPDATE -> bad("this ledger's channel configuration cannot be updated");
      case null, default -> null;
    };
  }

  private Answer ofContent(Envelope envelope, Header header) {
    var bytes = envelope.getPayload().size() + envelope.getSignature().size();
    if (bytes > cutting.absoluteMaxBytes()) {
      return bad(
          "message payload is %d bytes and exceeds maximum allowed %d bytes"
              .formatted(bytes, cutting.absoluteMaxBytes()));
    }
    try {
      var signature =
          parse(SignatureHeader.parser(), header.getSignatureHeader(), "SignatureHeader");
      var creator = members.identify(signature.getCreator());
      if (creator.expired(clock.instant())) {
        return bad("broadcast client identity expired");
      }
      return creator.signed(envelope.getSignature(), envelope.getPayload()) ? null : forbidden();
    } catch (Messages.MalformedException e) {
      return bad("could not convert message to signedData: " + e.getMessage());
    } catch (UnknownIdentityException e) {
      return forbidden();
    }
  }

  private static Answer bad(String why) {
    return new Answer(Status.BAD_REQUEST, why);
  }

  private static Answer forbidden() {
    return new Answer(
        Status.FORBIDDEN,
        "implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied: permission denied");
  }
}
