package io.tallystick.ledger.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.SigningIdentity;
import io.tallystick.ledger.identity.UnknownIdentityException;
import java.security.SecureRandom;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * Makes blocks and signs them as the orderer: over the orderer's metadata, the signature header and
 * the block header, in the SIGNATURES slot.
 */
public final class BlockSigner {

  private static final SecureRandom RANDOM = new SecureRandom();
  // The only configuration is the genesis block's.
  private static final ByteString ORDERER_METADATA =
      OrdererBlockMetadata.newBuilder()
          .setLastConfig(LastConfig.newBuilder().setIndex(0))
          .build()
          .toByteString();

  private final SigningIdentity orderer;

  public BlockSigner(SigningIdentity orderer) {
    this.orderer = orderer;
  }

  /** A signed block whose transactions are not validated yet. */
  public Block block(long number, ByteString previousHash, List<ByteString> transactions) {
    var data = BlockData.newBuilder().addAllData(transactions).build();
    var header =
        BlockHeader.newBuilder()
            .setNumber(number)
            .setPreviousHash(previousHash)
            .setDataHash(BlockHashes.dataHash(data))
            .build();
    return Block.newBuilder()
        .setHeader(header)
        .setData(data)
        .setMetadata(BlockMetadataSlots.signedBy(signatures(header)))
        .build();
  }

  private Metadata signatures(BlockHeader header) {
    var signatureHeader = signatureHeader(orderer).toByteString();
    var signature =
        orderer.sign(ORDERER_METADATA, signatureHeader, BlockHashes.headerBytes(header));
    return Metadata.newBuilder()
        .setValue(ORDERER_METADATA)
        .addSignatures(
            MetadataSignature.newBuilder()
                .setSignatureHeader(signatureHeader)
                .setSignature(signature))
        .build();
  }

  static SignatureHeader signatureHeader(SigningIdentity creator) {
    var nonce = new byte[24];
    RANDOM.nextBytes(nonce);
    return SignatureHeader.newBuilder()
        .setCreator(creator.serialized())
        .setNonce(ByteString.copyFrom(nonce))
        .build();
  }

  /** Whether an orderer of the channel signed this block's header. */
  public static boolean signed(Block block, Membership orderers) {
    try {
      var slot = Metadata.parseFrom(BlockMetadataSlots.slot(block, BlockMetadataIndex.SIGNATURES));
      for (var signature : slot.getSignaturesList()) {
        var header = SignatureHeader.parseFrom(signature.getSignatureHeader());
        var signer = orderers.identify(header.getCreator());
        if (signer.roles().contains(NodeRole.ORDERER)
            && signer.signed(
                signature.getSignature(),
                slot.getValue(),
                signature.getSignatureHeader(),
                BlockHashes.headerBytes(block.getHeader()))) {
          return true;
        }
      }
      return false;
    } catch (InvalidProtocolBufferException | UnknownIdentityException e) {
      return false;
    }
  }
}
