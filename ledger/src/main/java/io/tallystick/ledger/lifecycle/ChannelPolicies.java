package io.tallystick.ledger.lifecycle;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.policy.EndorsementPolicy;
import java.util.List;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;

/**
 * The channel's own policies, and what chaincode definitions mean that refer to them. Endorsement
 * and LifecycleEndorsement: a majority of the organisations, each by a peer.
 */
public final class ChannelPolicies {

  private static final String APPLICATION = "/Channel/Application/";

  /** What a definition without a policy gets. */
  static final ByteString DEFAULT_ENDORSEMENT =
      ApplicationPolicy.newBuilder()
          .setChannelConfigPolicyReference(APPLICATION + "Endorsement")
          .build()
          .toByteString();

  private final List<String> mspIds;

  public ChannelPolicies(List<String> mspIds) {
    this.mspIds = List.copyOf(mspIds);
  }

  List<String> mspIds() {
    return mspIds;
  }

  /** Who must endorse the commit of a definition. */
  public SignaturePolicyEnvelope majorityOf(NodeRole role) {
    return EndorsementPolicy.outOf(mspIds.size() / 2 + 1, mspIds, role);
  }

  /** One peer of this organisation. */
  public SignaturePolicyEnvelope peerOf(String mspId) {
    return EndorsementPolicy.outOf(1, List.of(mspId), NodeRole.PEER);
  }

  /** A definition's validation parameter; what isn't understood is satisfied by nobody. */
  SignaturePolicyEnvelope resolve(ByteString validationParameter) {
    try {
      var policy = ApplicationPolicy.parseFrom(validationParameter);
      return switch (policy.getTypeCase()) {
        case SIGNATURE_POLICY -> policy.getSignaturePolicy();
        case CHANNEL_CONFIG_POLICY_REFERENCE -> named(policy.getChannelConfigPolicyReference());
        case TYPE_NOT_SET -> nobody();
      };
    } catch (InvalidProtocolBufferException e) {
      return nobody();
    }
  }

  private SignaturePolicyEnvelope named(String reference) {
    if (!reference.startsWith(APPLICATION)) {
      return nobody();
    }
    return switch (reference.substring(APPLICATION.length())) {
      case "Endorsement", "LifecycleEndorsement" -> majorityOf(NodeRole.PEER);
      case "Admins" -> majorityOf(NodeRole.ADMIN);
      case "Readers", "Writers" -> EndorsementPolicy.anyMember(mspIds);
      case String other when other.endsWith("/Endorsement") ->
          peerOf(other.substring(0, other.length() - "/Endorsement".length()));
      default -> nobody();
    };
  }

  private static SignaturePolicyEnvelope nobody() {
    return EndorsementPolicy.outOf(1, List.of(), NodeRole.PEER);
  }
}
