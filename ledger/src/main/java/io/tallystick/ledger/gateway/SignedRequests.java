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
    if (!requestedChannel.equals(channel)) {
      throw error(Status.Code.NOT_FOUND, "channel '%s' not found".formatted(requestedChannel));
    }
    try {
      if (members.identify(identity).signed(signature, request)) {
        return;
      }
    } catch (UnknownIdentityException e) {
      throw denied(e.getMessage());
    }
    throw denied("the signature is not valid");
  }

  private static RuntimeException denied(String why) {
    return error(Status.Code.PERMISSION_DENIED, "implicit policy evaluation failed: " + why);
  }
}
