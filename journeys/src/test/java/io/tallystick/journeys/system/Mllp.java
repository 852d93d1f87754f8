package io.tallystick.journeys.system;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HL7 v2 as a source system sends it: a message between 0x0B and 0x1C 0x0D. */
public final class Mllp {

  private static final int PATIENCE = 60_000;

  /** The acknowledgement. */
  public static String send(WholeSystem system, String hospital, String message)
      throws IOException {
    var gateway = Consortium.institution(hospital).front();
    try (var socket = new Socket(Ports.HOST, system.devnet().ports().hl7(gateway))) {
      socket.setSoTimeout(PATIENCE);
      socket
          .getOutputStream()
          .write(("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.UTF_8));
      var answer = new ByteArrayOutputStream();
      var in = socket.getInputStream();
      for (int read = in.read(); read >= 0 && read != 0x1C; read = in.read()) answer.write(read);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private Mllp() {}
}
