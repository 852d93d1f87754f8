package io.tallystick.journeys.conformance.client;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.tallystick.journeys.conformance.ledger.Member;
import io.tallystick.journeys.conformance.ledger.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connections to the organisations' gateways, one each, and who uses them. */
public final class Clients implements AutoCloseable {

  private static final int MAX_MESSAGE_BYTES = 100 << 20;

  private final Map<String, ManagedChannel> channels = new HashMap<>();
  private final Map<List<Object>, Client> clients = new HashMap<>();

  /** The organisation's enrolled client at its own gateway. */
  public Client of(Member member) {
    return of(member, member.client());
  }

  /** Anybody at an organisation's gateway. */
  public Client of(Member gateway, Person person) {
    return clients.computeIfAbsent(
        List.of(gateway.mspId(), person), who -> new Client(channel(gateway), person));
  }

  private ManagedChannel channel(Member member) {
    return channels.computeIfAbsent(
        member.mspId(),
        mspId -> {
          try {
            var tls =
                TlsChannelCredentials.newBuilder().trustManager(member.tlsCa().toFile()).build();
            return Grpc.newChannelBuilder(member.gateway(), tls)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Connects anew where a connection broke, without waiting for gRPC's next attempt. */
  public void reconnect() {
    channels.values().forEach(ManagedChannel::resetConnectBackoff);
  }

  @Override
  public void close() {
    clients.values().forEach(Client::close);
    channels.values().forEach(ManagedChannel::shutdownNow);
  }
}
