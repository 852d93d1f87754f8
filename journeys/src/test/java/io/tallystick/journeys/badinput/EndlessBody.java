package io.tallystick.journeys.badinput;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A chunked upload on a plain socket: its length is told nobody before it has come. */
record EndlessBody(String url, String token) {

  private static final int CHUNK = 64 * 1024;

  record Answer(int status, String text) {}

  Answer post(int bytes) throws IOException {
    var target = URI.create(url);
    try (var socket = new Socket(target.getHost(), target.getPort())) {
      socket.setSoTimeout(30_000);
      var out = socket.getOutputStream();
      out.write(head(target).getBytes(StandardCharsets.US_ASCII));
      var chunk = new byte[CHUNK];
      Arrays.fill(chunk, (byte) ' ');
      try {
        for (int sent = 0; sent < bytes; sent += CHUNK) {
          out.write((Integer.toHexString(CHUNK) + "\r\n").getBytes(StandardCharsets.US_ASCII));
          out.write(chunk);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException hungUp) {
        // The server may close before all has come; what it answered is read below.
      }
      return answer(socket);
    }
  }

  private String head(URI target) {
    return """
    POST %s HTTP/1.1\r
    Host: %s:%d\r
    Authorization: Bearer %s\r
    Content-Type: application/fhir+json\r
    Transfer-Encoding: chunked\r
    Connection: close\r
    \r
    """
        .formatted(target.getPath(), target.getHost(), target.getPort(), token);
  }

  private static Answer answer(Socket socket) throws IOException {
    var text = new StringBuilder();
    var in = socket.getInputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) text.append((char) b);
    } catch (IOException reset) {
      // What came before it counts.
    }
    var words = text.toString().split(" ", 3);
    return new Answer(words.length < 2 ? 0 : Integer.parseInt(words[1]), text.toString());
  }
}
