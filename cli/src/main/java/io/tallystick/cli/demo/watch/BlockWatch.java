package io.tallystick.cli.demo.watch;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.ledger.crypto.Enrollment;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Follows the whole chain, from its first block on, through a peer's Deliver and with an identity
 * of its own: what the demo counts, no service told it.
 */
public final class BlockWatch implements AutoCloseable {

  private static final int MESSAGE_LIMIT = 100 << 20;

  private final ManagedChannel channel;
  private final Gateway gateway;
  private final CloseableIterator<Block> blocks;
  private final Chain chain = new Chain();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private BlockWatch(ManagedChannel channel, Gateway gateway) {
    this.channel = channel;
    this.gateway = gateway;
    this.blocks = fromTheStart();
    Thread.ofPlatform().name("block-watch").daemon().start(this::follow);
  }

  public static BlockWatch start(Enrollment identity, String host, int port)
      throws IOException, GeneralSecurityException {
    var trust = GrpcSslContexts.forClient().trustManager(identity.tlsCa().toFile()).build();
    var channel =
        NettyChannelBuilder.forAddress(host, port)
            .sslContext(trust)
            .maxInboundMessageSize(MESSAGE_LIMIT)
            .build();
    var certificate = Identities.readX509Certificate(Files.readString(identity.certificate()));
    var key = Identities.readPrivateKey(Files.readString(identity.privateKey()));
    var gateway =
        Gateway.newInstance()
            .identity(new X509Identity(identity.mspId(), certificate))
            .signer(Signers.newPrivateKeySigner(key))
            .connection(channel)
            .connect();
    return new BlockWatch(channel, gateway);
  }

  /** Every block again, for who looks at the blocks themselves; the reader closes it. */
  public CloseableIterator<Block> fromTheStart() {
    return gateway
        .getNetwork(Consortium.CHANNEL)
        .newBlockEventsRequest()
        .startBlock(0)
        .build()
        .getEvents();
  }

  public Chain chain() {
    return chain;
  }

  /**
   * Waits until the chain says so, or the time is over.
   *
   * @throws IllegalStateException if Deliver ended: then nothing more would come
   */
  public boolean await(Predicate<Chain> condition, Duration limit) throws InterruptedException {
    var until = System.nanoTime() + limit.toNanos();
    synchronized (chain) {
      while (!condition.test(chain)) {
        var left = (until - System.nanoTime()) / 1_000_000;
        if (ended.isDone()) throw new IllegalStateException("the ledger's Deliver ended", cause());
        if (left <= 0) return false;
        chain.wait(Math.min(left, 500));
      }
      return true;
    }
  }

  private void follow() {
    try {
      while (blocks.hasNext()) {
        var block = blocks.next();
        chain.add(block, System.nanoTime());
      }
      ended.complete(null);
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  private Throwable cause() {
    return ended.isCompletedExceptionally() ? ended.exceptionNow() : null;
  }

  @Override
  public void close() {
    blocks.close();
    gateway.close();
    channel.shutdownNow();
  }
}
