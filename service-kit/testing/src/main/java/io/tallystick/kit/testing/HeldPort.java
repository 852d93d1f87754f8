package io.tallystick.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A port of the loopback for a server that is yet to start. It stays bound, so that the kernel, who
 * has some 7,000 to give, gives it to nobody else meanwhile; nobody listens on it, and both sides
 * set SO_REUSEADDR, as the JVM, Kafka and PostgreSQL do, so that the server may.
 */
public final class HeldPort {

  /** Until the JVM ends: a server that is killed comes back to its port. */
  private static final Queue<SocketChannel> HELD = new ConcurrentLinkedQueue<>();

  public static int next() {
    try {
      var held = SocketChannel.open();
      held.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      HELD.add(held);
      return ((InetSocketAddress) held.getLocalAddress()).getPort();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  private HeldPort() {}
}
