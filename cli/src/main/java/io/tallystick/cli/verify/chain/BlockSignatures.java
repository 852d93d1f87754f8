package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.block.BlockHashes;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Who of the channel's orderers signed a block's header. One signs for Raft; a quorum for BFT,
 * whose signatures may name their signer by number (Fabric: protoutil.BlockSignatureVerifier).
 */
final class BlockSignatures {

  private static final String POLICY = "BlockValidation";

  private final ChannelConfig config;

  BlockSignatures(ChannelConfig config) {
    this.config = config;
  }

  /** Whether the signatures satisfy the channel's policy for blocks. */
  boolean suffice(List<Identity> signers) {
    boolean orderers = signers.stream().allMatch(s -> config.ordererMsps().contains(s.mspId()));
    if (signers.isEmpty() || !orderers) return false;
    var orderer = config.root().getGroupsMap().get("Orderer");
    if (orderer.getPoliciesMap().containsKey(POLICY)) {
      return config.satisfied("Orderer/" + POLICY, signers);
    }
    return signers.stream().allMatch(signer -> signer.roles().contains(NodeRole.ORDERER));
  }

  /**
   * The signers, each once; empty too if one of the signatures isn't good: an orderer writes no
   * other.
   */
  List<Identity> signers(BlockHeader header, Metadata signatures) {
    var signers = new ArrayList<Identity>();
    try {
      for (var each : signatures.getSignaturesList()) {
        boolean numbered = each.getSignatureHeader().isEmpty();
        var named = numbered ? each.getIdentifierHeader() : each.getSignatureHeader();
        var signer = config.members().identify(numbered ? consenter(named) : creator(named));
        boolean good =
            signer.isPresent()
                && signer
                    .get()
                    .signed(
                        each.getSignature(),
                        signatures.getValue(),
                        named,
                        BlockHashes.headerBytes(header));
        if (!good || isAmbiguous(each)) return List.of();
        if (!signers.contains(signer.get())) signers.add(signer.get());
      }
      return List.copyOf(signers);
    } catch (InvalidProtocolBufferException garbled) {
      return List.of();
    }
  }

  private static boolean isAmbiguous(MetadataSignature each) {
    return !each.getSignatureHeader().isEmpty() && !each.getIdentifierHeader().isEmpty();
  }

  private static ByteString creator(ByteString header) throws InvalidProtocolBufferException {
    return SignatureHeader.parseFrom(header).getCreator();
  }

  private ByteString consenter(ByteString header) throws InvalidProtocolBufferException {
    int number = IdentifierHeader.parseFrom(header).getIdentifier();
    return config.consenters().stream()
        .filter(consenter -> consenter.getId() == number)
        .map(
            consenter ->
                SerializedIdentity.newBuilder()
                    .setMspid(consenter.getMspId())
                    .setIdBytes(consenter.getIdentity())
                    .build()
                    .toByteString())
        .findFirst()
        .orElse(ByteString.EMPTY);
  }
}
