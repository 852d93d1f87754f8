package io.tallystick.ledger.endorse;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.block.BlockHashes;
import java.util.HexFormat;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** What binds a proposal, its endorsements and its transaction together. */
public final class ProposalHash {

  private ProposalHash() {}

  /** SHA-256 over both headers and the payload without transient data. */
  public static ByteString of(
      ByteString channelHeader, ByteString signatureHeader, ByteString payload) {
    return BlockHashes.sha256(channelHeader.concat(signatureHeader).concat(payload));
  }

  /** The transaction id: hex SHA-256 over nonce and creator. */
  public static String txId(SignatureHeader header) {
    var hash = BlockHashes.sha256(header.getNonce().concat(header.getCreator()));
    return HexFormat.of().formatHex(hash.toByteArray());
  }
}
