package io.tallystick.ledger.block;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;

/** The hashes that chain blocks, as Fabric's protoutil computes them. */
public final class BlockHashes {

  private BlockHashes() {}

  /** ASN.1 DER of (number, previous hash, data hash): what is hashed and signed. */
  public static ByteString headerBytes(BlockHeader header) {
    var number = new BigInteger(Long.toUnsignedString(header.getNumber()));
    var sequence =
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(number),
              new DEROctetString(header.getPreviousHash().toByteArray()),
              new DEROctetString(header.getDataHash().toByteArray())
            });
    try {
      return ByteString.copyFrom(sequence.getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ByteString headerHash(BlockHeader header) {
    return sha256(headerBytes(header));
  }

  /** SHA-256 over the transactions, one after the other. */
  public static ByteString dataHash(BlockData data) {
    return sha256(data.getDataList());
  }

  /**
   * Chains the validation codes: SHA-256 over their count, the codes and the previous commit hash.
   * Fabric's also covers the state updates.
   */
  public static ByteString commitHash(ByteString codes, ByteString previous) {
    var count = ByteString.copyFrom(ByteBuffer.allocate(4).putInt(codes.size()).flip());
    return sha256(List.of(count, codes, previous));
  }

  public static ByteString sha256(ByteString bytes) {
    return sha256(List.of(bytes));
  }

  private static ByteString sha256(List<ByteString> parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(part -> digest.update(part.asReadOnlyByteBuffer()));
      return ByteString.copyFrom(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
