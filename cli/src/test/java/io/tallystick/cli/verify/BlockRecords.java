package io.tallystick.cli.verify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The dev ledger's file of blocks as somebody with the disk in hand would write it: length, CRC-32C
 * over length and content, content. Nothing of the ledger's own checks.
 */
final class BlockRecords {

  private static final int PREFIX = 8;

  static List<byte[]> read(byte[] file) {
    var records = new ArrayList<byte[]>();
    var buffer = ByteBuffer.wrap(file);
    while (buffer.remaining() >= PREFIX) {
      var content = new byte[buffer.getInt()];
      buffer.getInt();
      buffer.get(content);
      records.add(content);
    }
    return records;
  }

  static byte[] write(List<byte[]> records) {
    var file = new ByteArrayOutputStream();
    for (var content : records) {
      var length = ByteBuffer.allocate(4).putInt(content.length).array();
      var crc = new CRC32C();
      crc.update(length);
      crc.update(content);
      file.writeBytes(length);
      file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
      file.writeBytes(content);
    }
    return file.toByteArray();
  }

  private BlockRecords() {}
}
