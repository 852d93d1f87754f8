package io.tallystick.gateway.hl7.adapter;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * HL7's Minimal Lower Layer Protocol, release 1: a message stands between a vertical tab and a file
 * separator with a carriage return.
 */
final class MllpFrames {

  private static final int START = 0x0B;
  private static final int END = 0x1C;
  private static final int LAST = 0x0D;

  private final InputStream in;
  private final OutputStream out;
  private final int mostBytes;

  MllpFrames(InputStream in, OutputStream out, int mostBytes) {
    this.in = new BufferedInputStream(in);
    this.out = out;
    this.mostBytes = mostBytes;
  }

  /**
   * The next message; empty when the sender has ended. What stands between frames is passed over.
   *
   * @throws IOException if a message is longer than allowed or breaks off
   */
  Optional<byte[]> next() throws IOException {
    int read;
    do {
      read = in.read();
    } while (read >= 0 && read != START);
    return read < 0 ? Optional.empty() : Optional.of(message());
  }

  private byte[] message() throws IOException {
    var message = new ByteArrayOutputStream();
    for (int read = in.read(); read != END; read = in.read()) {
      if (read < 0) throw new IOException("the message breaks off");
      if (message.size() == mostBytes) throw new IOException("the message is too long");
      message.write(read);
    }
    if (in.read() != LAST) throw new IOException("the message isn't ended as MLLP has it");
    return message.toByteArray();
  }

  void write(byte[] message) throws IOException {
    var frame = new ByteArrayOutputStream(message.length + 3);
    frame.write(START);
    frame.write(message);
    frame.write(END);
    frame.write(LAST);
    out.write(frame.toByteArray());
    out.flush();
  }
}
