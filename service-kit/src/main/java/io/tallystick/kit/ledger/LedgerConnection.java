package io.tallystick.kit.ledger;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.tallystick.kit.config.TallystickConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** One TLS channel to the institution's own gateway, which gRPC reconnects. */
@ApplicationScoped
class LedgerConnection {

  /** A record of many resources makes blocks of some megabytes; Fabric's own limit is 100 MB. */
  private static final int MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

  private final TallystickConfig.Ledger config;
  private final ManagedChannel channel;
  private final Gateway gateway;

  LedgerConnection(TallystickConfig config) {
    this.config = config.ledger();
    try {
      this.channel = channel(this.config);
      this.gateway = gateway(this.config, config.org().msp());
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalStateException("the ledger identity can't be read", unreadable);
    }
  }

  Gateway gateway() {
    return gateway;
  }

  Network network() {
    return gateway.getNetwork(config.channel());
  }

  /**
   * @param contract the part of {@code contract:function} before the colon
   */
  Contract contract(String contract) {
    return network().getContract(config.chaincode(), contract);
  }

  /**
   * Tries the peer again now. Left alone, gRPC waits longer after each failure, two minutes in the
   * end, while all calls fail at once: a peer that is back would go unnoticed for as long.
   */
  void reconnect() {
    channel.resetConnectBackoff();
  }

  /** This service's serialised identity, as Fabric writes a creator. */
  byte[] identity() {
    var own = gateway.getIdentity();
    return SerializedIdentity.newBuilder()
        .setMspid(own.getMspId())
        .setIdBytes(ByteString.copyFrom(own.getCredentials()))
        .build()
        .toByteArray();
  }

  /** The MSP of this service's certificate, and so of the institution's own peer. */
  String mspId() {
    return gateway.getIdentity().getMspId();
  }

  String channelName() {
    return config.channel();
  }

  String chaincode() {
    return config.chaincode();
  }

  private Gateway gateway(TallystickConfig.Ledger config, String msp)
      throws IOException, GeneralSecurityException {
    long timeout = config.callTimeout().toMillis();
    try (var certificate = Files.newBufferedReader(config.certificate());
        var key = Files.newBufferedReader(config.privateKey())) {
      return Gateway.newInstance()
          .identity(new X509Identity(msp, Identities.readX509Certificate(certificate)))
          .signer(Signers.newPrivateKeySigner(Identities.readPrivateKey(key)))
          .hash(Hash.SHA256)
          .connection(channel)
          .evaluateOptions(o -> o.withDeadlineAfter(timeout, TimeUnit.MILLISECONDS))
          .endorseOptions(o -> o.withDeadlineAfter(timeout, TimeUnit.MILLISECONDS))
          .submitOptions(o -> o.withDeadlineAfter(timeout, TimeUnit.MILLISECONDS))
          .commitStatusOptions(
              o -> o.withDeadlineAfter(config.commitTimeout().toMillis(), TimeUnit.MILLISECONDS))
          .connect();
    }
  }

  private static ManagedChannel channel(TallystickConfig.Ledger config) throws IOException {
    var tls = GrpcSslContexts.forClient().trustManager(config.tlsCa().toFile()).build();
    var builder =
        NettyChannelBuilder.forTarget(config.endpoint())
            .sslContext(tls)
            .keepAliveTime(60, TimeUnit.SECONDS)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES);
    config.tlsName().ifPresent(builder::overrideAuthority);
    return builder.build();
  }

  @PreDestroy
  void close() {
    gateway.close();
    channel.shutdownNow();
  }
}
