package io.tallystick.ledger.gateway;

import static io.tallystick.ledger.gateway.GatewayErrors.error;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.UnknownIdentityException;

/** Checks that a question about the channel is signed by one of its members (Readers). */
final class SignedRequests {

  private final String channel;
  private final Membership members;

  SignedRequests(String channel, Membership members) {
    this.channel = channel;
    this.members = members;
  }

  void check(
      String requestedChannel, ByteString identity, ByteString request, ByteString signature) {
    if (requestedChannel.isEmpty()) {
      throw denied(
          "Invalid channel ID name during check policy on signed data. Name must be different from nil.");
    }
    if (!requestedChannel.equals(channel)) {
      throw denied("Failed to get policy manager for channel [%s]".formatted(requestedChannel));
    }
    if (!signedByMember(identity, request, signature)) {
      throw denied(
          "Failed evaluating policy on signed data during check policy on channel [%s] with policy [/Channel/Application/Readers]: [implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Readers' sub-policies to be satisfied]"
              .formatted(channel));
    }
  }

  private boolean signedByMember(ByteString identity, ByteString request, ByteString signature) {
    try {
      return members.identify(identity).signed(signature, request);
    } catch (UnknownIdentityException e) {
      return false;
    }
  }

  private static RuntimeException denied(String why) {
    return error(Status.Code.PERMISSION_DENIED, why);
  }
}
