package io.tallystick.kit.ledger.tail;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;

/** The hashes that chain blocks, as Fabric's {@code protoutil} computes them. */
final class BlockHash {

  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;

  /** SHA-256 over the ASN.1 DER of (number, previous hash, data hash). */
  static byte[] ofHeader(BlockHeader header) {
    var fields = new ByteArrayOutputStream();
    var number = new BigInteger(Long.toUnsignedString(header.getNumber())).toByteArray();
    field(fields, INTEGER, number);
    field(fields, OCTET_STRING, header.getPreviousHash().toByteArray());
    field(fields, OCTET_STRING, header.getDataHash().toByteArray());
    var sequence = new ByteArrayOutputStream();
    field(sequence, SEQUENCE, fields.toByteArray());
    return sha256().digest(sequence.toByteArray());
  }

  /** SHA-256 over the transactions, one after the other. */
  static ByteString ofData(BlockData data) {
    var digest = sha256();
    data.getDataList().forEach(bytes -> digest.update(bytes.asReadOnlyByteBuffer()));
    return ByteString.copyFrom(digest.digest());
  }

  /** Lengths here stay under 128 bytes, DER's short form: two hashes of 32 and a number. */
  private static void field(ByteArrayOutputStream out, int tag, byte[] value) {
    if (value.length > 127) throw new ChainBroken("a header's hash is too long");
    out.write(tag);
    out.write(value.length);
    out.writeBytes(value);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private BlockHash() {}
}
