package io.tallystick.cli.verify.reach;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;

/** One organisation's gateway, as any client of Fabric's sees it. */
public final class Peer implements AutoCloseable {

  private static final int MESSAGE_LIMIT = 100 << 20;
  private static final String CHAINCODE = "tallystick";
  private static final long CALL_SECONDS = 10;

  /**
   * @param endpoint host and port
   * @param tlsName what its TLS certificate is for; null if that is the host
   */
  public record Address(
      String name,
      String endpoint,
      String tlsName,
      Path tlsCa,
      String mspId,
      Path certificate,
      Path privateKey) {}

  /** A peer that didn't answer; the message names it. */
  public static final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final Address address;
  private final String channelName;
  private final ManagedChannel connection;
  private final Gateway gateway;

  private Peer(Address address, String channelName, ManagedChannel connection, Gateway gateway) {
    this.address = address;
    this.channelName = channelName;
    this.connection = connection;
    this.gateway = gateway;
  }

  /** Connects when first asked. */
  public static Peer at(Address address, String channelName) {
    try {
      var trust = GrpcSslContexts.forClient().trustManager(address.tlsCa().toFile()).build();
      var builder =
          NettyChannelBuilder.forTarget(address.endpoint())
              .sslContext(trust)
              .maxInboundMessageSize(MESSAGE_LIMIT);
      if (address.tlsName() != null) builder.overrideAuthority(address.tlsName());
      var connection = builder.build();
      var certificate = Identities.readX509Certificate(Files.readString(address.certificate()));
      var key = Identities.readPrivateKey(Files.readString(address.privateKey()));
      var gateway =
          Gateway.newInstance()
              .identity(new X509Identity(address.mspId(), certificate))
              .signer(Signers.newPrivateKeySigner(key))
              .connection(connection)
              .evaluateOptions(o -> o.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
              .connect();
      return new Peer(address, channelName, connection, gateway);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException(
          "the identity for " + address.name() + " is no key", unusable);
    }
  }

  public String name() {
    return address.name();
  }

  /** How many blocks it has. */
  public long height() {
    try {
      var answer =
          gateway
              .getNetwork(channelName)
              .getContract("qscc")
              .evaluateTransaction("GetChainInfo", channelName);
      return BlockchainInfo.parseFrom(answer).getHeight();
    } catch (GatewayException | GatewayRuntimeException | InvalidProtocolBufferException failed) {
      throw new Unreachable(name() + "'s peer doesn't tell its height", failed);
    }
  }

  /** A contract's answer; empty if it refuses. */
  Optional<String> evaluate(String function, String argument) {
    try {
      var contract = gateway.getNetwork(channelName).getContract(CHAINCODE);
      var answer = contract.evaluateTransaction(function, argument);
      return Optional.of(new String(answer, StandardCharsets.UTF_8));
    } catch (GatewayException refused) {
      if (refused.getStatus().getCode() == Status.Code.ABORTED
          || refused.getStatus().getCode() == Status.Code.UNKNOWN) {
        return Optional.empty();
      }
      throw new Unreachable(name() + "'s peer doesn't answer", refused);
    }
  }

  /** Hands over its blocks from block 0 on, {@code count} of them. */
  public void read(long count, Consumer<Block> reader) {
    try (var blocks = from(0)) {
      for (long read = 0; read < count; read++) {
        if (!blocks.hasNext()) {
          throw new Unreachable(name() + "'s Deliver ended at block " + read, null);
        }
        reader.accept(blocks.next());
      }
    } catch (GatewayRuntimeException failed) {
      throw new Unreachable(name() + "'s Deliver broke off", failed);
    }
  }

  /** Its blocks from that one on, without end; the reader closes it. */
  public CloseableIterator<Block> from(long number) {
    var request = gateway.getNetwork(channelName).newBlockEventsRequest();
    return request.startBlock(number).build().getEvents();
  }

  /** One of its blocks. */
  public Block block(long number) {
    try (var blocks = from(number)) {
      if (blocks.hasNext()) return blocks.next();
      throw new Unreachable(name() + "'s Deliver ended before block " + number, null);
    } catch (GatewayRuntimeException failed) {
      throw new Unreachable(name() + "'s Deliver broke off", failed);
    }
  }

  @Override
  public void close() {
    gateway.close();
    connection.shutdownNow();
  }
}
