package io.tallystick.ledger;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.tallystick.ledger.crypto.CryptoMaterial;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** One organisation's gateway and Deliver service on its TLS port. */
final class OrgServer implements AutoCloseable {

  private static final int MAX_MESSAGE_BYTES = 100 << 20; // Fabric's
  private static final long CLOSE_SECONDS = 2;

  private final Server server;
  private final ExecutorService calls;

  private OrgServer(Server server, ExecutorService calls) {
    this.server = server;
    this.calls = calls;
  }

  static OrgServer start(
      String host,
      LedgerConfig.Org org,
      CryptoMaterial.Organisation organisation,
      BindableService... services) {
    var calls = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var tls =
          GrpcSslContexts.forServer(
                  organisation.tlsCertificate().toFile(), organisation.tlsKey().toFile())
              .build();
      var builder =
          NettyServerBuilder.forAddress(new InetSocketAddress(host, org.gatewayPort()))
              .sslContext(tls)
              .executor(calls)
              .intercept(new ConcurrencyLimit())
              .maxInboundMessageSize(MAX_MESSAGE_BYTES)
              .permitKeepAliveTime(10, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true);
      for (var service : services) {
        builder.addService(service);
      }
      return new OrgServer(builder.build().start(), calls);
    } catch (SSLException e) {
      calls.close();
      throw new IllegalStateException("the TLS certificate of " + org.name() + " is unusable", e);
    } catch (IOException e) {
      calls.close();
      throw new IllegalStateException(
          "the gateway of %s cannot listen on %s:%d; is the port taken?"
              .formatted(org.name(), host, org.gatewayPort()),
          e);
    }
  }

  int port() {
    return server.getPort();
  }

  /** Takes no more calls. */
  void shutdown() {
    server.shutdown();
  }

  /** Waits for calls to finish; those that wait for something would never. */
  void drain(long millis) throws InterruptedException {
    server.awaitTermination(millis, TimeUnit.MILLISECONDS);
  }

  /** Ends the calls that are left. */
  @Override
  public void close() {
    server.shutdownNow();
    calls.shutdownNow();
    try {
      server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      calls.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
