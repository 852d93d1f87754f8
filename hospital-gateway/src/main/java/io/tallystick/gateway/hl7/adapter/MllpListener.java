package io.tallystick.gateway.hl7.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.problem.Faceless;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Takes connections, each on a virtual thread of its own; a message is answered before the next.
 */
@ApplicationScoped
public class MllpListener {

  private static final Logger LOG = Logger.getLogger(MllpListener.class);

  private final Hl7Config config;
  private final MllpTls tls;
  private final AnswerMessage answerMessage;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket server;

  MllpListener(Hl7Config config, MllpTls tls, AnswerMessage answerMessage) {
    this.config = config;
    this.tls = tls;
    this.answerMessage = answerMessage;
  }

  void start(@Observes @Priority(400) StartupEvent event) {
    if (!config.enabled()) return;
    try {
      server = tls.serverSocket();
      server.bind(new InetSocketAddress(config.host(), config.port()));
    } catch (IOException unusable) {
      throw new UncheckedIOException(
          "HL7 v2 can't listen on " + config.host() + ":" + config.port(), unusable);
    }
    Thread.ofVirtual().name("mllp-accept").start(this::accept);
    LOG.infof("HL7 v2 over MLLP on %s", server.getLocalSocketAddress());
  }

  /** Where it listens; for what asked for any free port. */
  public int port() {
    return server.getLocalPort();
  }

  void stop(@Observes @Priority(100) ShutdownEvent event) throws IOException {
    if (server == null) return;
    server.close();
    for (var socket : open) socket.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        if (open.size() >= config.connections()) socket.close();
        else Thread.ofVirtual().name("mllp").start(() -> serve(socket));
      } catch (IOException closed) {
        if (!server.isClosed()) LOG.debugf("a connection was not taken: %s", closed.getMessage());
      }
    }
  }

  private void serve(Socket socket) {
    open.add(socket);
    try (socket) {
      socket.setSoTimeout((int) config.idle().toMillis());
      var frames =
          new MllpFrames(socket.getInputStream(), socket.getOutputStream(), config.messageBytes());
      for (var message = frames.next(); message.isPresent(); message = frames.next()) {
        var answer = answerMessage.answer(message.get());
        // What isn't HL7 at all has no sender to answer to.
        if (answer.isEmpty()) return;
        frames.write(answer.get());
      }
    } catch (IOException ended) {
      LOG.debugf("a connection ended: %s", ended.getMessage());
    } catch (RuntimeException fault) {
      LOG.error("a connection failed", Faceless.of(fault));
    } finally {
      open.remove(socket);
    }
  }
}
