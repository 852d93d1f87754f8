package io.tallystick.devnet.part;

import io.tallystick.devnet.layout.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Looks from outside whether something answers. */
final class Probe {

  private static final int LIMIT_MILLIS = 2_000;

  static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(Ports.HOST, port), LIMIT_MILLIS);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  static boolean ok(String url) throws IOException {
    var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(LIMIT_MILLIS);
    connection.setReadTimeout(LIMIT_MILLIS);
    try {
      return connection.getResponseCode() == 200;
    } finally {
      connection.disconnect();
    }
  }

  private Probe() {}
}
