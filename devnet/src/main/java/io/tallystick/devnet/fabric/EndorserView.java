package io.tallystick.devnet.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Grpc;
import io.grpc.TlsChannelCredentials;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.NodeRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.protos.discovery.AuthInfo;
import org.hyperledger.fabric.protos.discovery.DiscoveryGrpc;
import org.hyperledger.fabric.protos.discovery.PeerMembershipQuery;
import org.hyperledger.fabric.protos.discovery.Peers;
import org.hyperledger.fabric.protos.discovery.Query;
import org.hyperledger.fabric.protos.discovery.Request;
import org.hyperledger.fabric.protos.discovery.SignedRequest;
import org.hyperledger.fabric.protos.gossip.GossipMessage;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Whom one peer's gateway could ask to endorse, by Fabric's service discovery: a gateway that
 * doesn't know the others yet answers "no combination of peers can satisfy the policy".
 */
record EndorserView(FabricPlan plan, FabricPlan.Org org) {

  private static final long CALL_SECONDS = 5;

  /**
   * Organisations none of whose peers is known to run all of these chaincodes.
   *
   * @throws IOException if the peer can't be asked
   */
  List<String> missing(Collection<String> chaincodes) throws IOException {
    var admin = CryptoMaterial.enroll(plan.crypto(), org.name(), "admin", NodeRole.ADMIN);
    // Discovery wants a TLS client certificate, any one: the request is bound to it.
    var tls =
        TlsChannelCredentials.newBuilder()
            .trustManager(admin.tlsCa().toFile())
            .keyManager(admin.certificate().toFile(), admin.privateKey().toFile())
            .build();
    var channel = Grpc.newChannelBuilder(org.peerAddress(), tls).build();
    try {
      var response =
          DiscoveryGrpc.newBlockingStub(channel)
              .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
              .discover(signed(admin.certificate(), admin.privateKey()));
      var result = response.getResults(0);
      if (result.hasError()) throw new IOException(result.getError().getContent());
      var missing = new TreeSet<>(plan.orgs().stream().map(FabricPlan.Org::mspId).toList());
      for (var known : result.getMembers().getPeersByOrgMap().entrySet()) {
        if (runsAll(known.getValue(), chaincodes)) missing.remove(known.getKey());
      }
      return List.copyOf(missing);
    } catch (RuntimeException | GeneralSecurityException e) {
      throw new IOException(org.name() + " can't be asked for its view: " + e.getMessage(), e);
    } finally {
      channel.shutdownNow();
    }
  }

  private SignedRequest signed(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    var pem = Files.readString(certificate);
    var identity =
        SerializedIdentity.newBuilder()
            .setMspid(org.mspId())
            .setIdBytes(ByteString.copyFromUtf8(pem))
            .build();
    var tlsHash = Hash.SHA256.apply(Identities.readX509Certificate(pem).getEncoded());
    var payload =
        Request.newBuilder()
            .setAuthentication(
                AuthInfo.newBuilder()
                    .setClientIdentity(identity.toByteString())
                    .setClientTlsCertHash(ByteString.copyFrom(tlsHash)))
            .addQueries(
                Query.newBuilder()
                    .setChannel(plan.channel())
                    .setPeerQuery(PeerMembershipQuery.getDefaultInstance()))
            .build()
            .toByteString();
    var signer = Signers.newPrivateKeySigner(Identities.readPrivateKey(Files.readString(key)));
    return SignedRequest.newBuilder()
        .setPayload(payload)
        .setSignature(ByteString.copyFrom(signer.sign(Hash.SHA256.apply(payload.toByteArray()))))
        .build();
  }

  private static boolean runsAll(Peers peers, Collection<String> chaincodes)
      throws InvalidProtocolBufferException {
    for (var peer : peers.getPeersList()) {
      var state = GossipMessage.parseFrom(peer.getStateInfo().getPayload()).getStateInfo();
      var runs =
          state.getProperties().getChaincodesList().stream().map(it -> it.getName()).toList();
      if (runs.containsAll(chaincodes)) return true;
    }
    return false;
  }
}
