package io.tallystick.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.Enrollment;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.crypto.Pem;
import io.tallystick.ledger.endorse.ProposalHash;
import io.tallystick.ledger.policy.EndorsementPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.EndorserGrpc;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeSource;
import org.hyperledger.fabric.protos.peer.lifecycle.CheckCommitReadinessArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.CheckCommitReadinessResult;
import org.hyperledger.fabric.protos.peer.lifecycle.CommitChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.InstallChaincodeArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.InstallChaincodeResult;

/** What an administrator does with Fabric's own messages, as {@code peer lifecycle} would. */
record Lifecycle(TestNetwork network) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A definition as an administrator types it. */
  record Proposed(String name, String version, long sequence, int outOf, boolean init) {

    ByteString policy() {
      var members = TestNetwork.ORGS.stream().map(CryptoMaterial::mspIdOf).toList();
      return ApplicationPolicy.newBuilder()
          .setSignaturePolicy(EndorsementPolicy.outOf(outOf, members, NodeRole.PEER))
          .build()
          .toByteString();
    }
  }

  Enrollment admin(String org) {
    return CryptoMaterial.enroll(network.crypto(), org, "admin", NodeRole.ADMIN);
  }

  Contract contract(String org) {
    var admin = admin(org);
    return network
        .network(
            org,
            admin.mspId(),
            Pem.certificate(admin.certificate()),
            Pem.privateKey(admin.privateKey()))
        .getContract("_lifecycle");
  }

  /** Installs a package at an organisation's peer and answers its id. */
  String install(String org, byte[] chaincodePackage) throws Exception {
    var args =
        InstallChaincodeArgs.newBuilder()
            .setChaincodeInstallPackage(ByteString.copyFrom(chaincodePackage))
            .build();
    var response = atPeer(org, admin(org), "", "InstallChaincode", args);
    if (response.getStatus() != 200) {
      throw new IllegalStateException(response.getMessage());
    }
    return InstallChaincodeResult.parseFrom(response.getPayload()).getPackageId();
  }

  /** A proposal to the peer itself, as tools send it that don't use a gateway. */
  Response atPeer(String org, Enrollment as, String channel, String function, MessageLite args) {
    var signer = Forgery.signer(as);
    var nonce = new byte[24];
    RANDOM.nextBytes(nonce);
    var creator =
        SignatureHeader.newBuilder()
            .setCreator(signer.serialized())
            .setNonce(ByteString.copyFrom(nonce))
            .build();
    var chaincode = ChaincodeID.newBuilder().setName("_lifecycle").build();
    var header =
        ChannelHeader.newBuilder()
            .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
            .setChannelId(channel)
            .setTimestamp(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
            .setTxId(ProposalHash.txId(creator))
            .setExtension(
                ChaincodeHeaderExtension.newBuilder()
                    .setChaincodeId(chaincode)
                    .build()
                    .toByteString());
    var input =
        ChaincodeInput.newBuilder()
            .addArgs(ByteString.copyFromUtf8(function))
            .addArgs(args.toByteString());
    var spec = ChaincodeSpec.newBuilder().setChaincodeId(chaincode).setInput(input);
    var payload =
        ChaincodeProposalPayload.newBuilder()
            .setInput(
                ChaincodeInvocationSpec.newBuilder().setChaincodeSpec(spec).build().toByteString());
    var proposal =
        Proposal.newBuilder()
            .setHeader(
                Header.newBuilder()
                    .setChannelHeader(header.build().toByteString())
                    .setSignatureHeader(creator.toByteString())
                    .build()
                    .toByteString())
            .setPayload(payload.build().toByteString())
            .build()
            .toByteString();
    var signed =
        SignedProposal.newBuilder().setProposalBytes(proposal).setSignature(signer.sign(proposal));
    return EndorserGrpc.newBlockingStub(network.channel(org))
        .processProposal(signed.build())
        .getResponse();
  }

  void approve(String org, Proposed proposed, String packageId) throws Exception {
    var source =
        ChaincodeSource.newBuilder()
            .setLocalPackage(ChaincodeSource.Local.newBuilder().setPackageId(packageId));
    var args =
        ApproveChaincodeDefinitionForMyOrgArgs.newBuilder()
            .setName(proposed.name())
            .setVersion(proposed.version())
            .setSequence(proposed.sequence())
            .setInitRequired(proposed.init())
            .setValidationParameter(proposed.policy())
            .setSource(source)
            .build();
    contract(org)
        .newProposal("ApproveChaincodeDefinitionForMyOrg")
        .addArguments(args.toByteArray())
        .setEndorsingOrganizations(CryptoMaterial.mspIdOf(org))
        .build()
        .endorse()
        .submit();
  }

  CheckCommitReadinessResult readiness(String org, Proposed proposed) throws Exception {
    var args =
        CheckCommitReadinessArgs.newBuilder()
            .setName(proposed.name())
            .setVersion(proposed.version())
            .setSequence(proposed.sequence())
            .setInitRequired(proposed.init())
            .setValidationParameter(proposed.policy())
            .build();
    return CheckCommitReadinessResult.parseFrom(
        contract(org)
            .newProposal("CheckCommitReadiness")
            .addArguments(args.toByteArray())
            .build()
            .evaluate());
  }

  SubmittedTransaction commit(String org, Proposed proposed, String... endorsers) throws Exception {
    var args =
        CommitChaincodeDefinitionArgs.newBuilder()
            .setName(proposed.name())
            .setVersion(proposed.version())
            .setSequence(proposed.sequence())
            .setInitRequired(proposed.init())
            .setValidationParameter(proposed.policy())
            .build();
    return contract(org)
        .newProposal("CommitChaincodeDefinition")
        .addArguments(args.toByteArray())
        .setEndorsingOrganizations(endorsers)
        .build()
        .endorse()
        .submitAsync();
  }

  /** All organisations install the package, approve and commit. */
  void deploy(Proposed proposed, byte[] chaincodePackage) throws Exception {
    for (var org : TestNetwork.ORGS) {
      approve(org, proposed, install(org, chaincodePackage));
    }
    commit("Riverside", proposed).getStatus();
  }

  /** A package as {@code peer lifecycle chaincode package} makes it. */
  static byte[] packageOf(String label, String type, int port) {
    var connection = "{\"address\": \"127.0.0.1:%d\", \"dial_timeout\": \"10s\"}".formatted(port);
    var metadata = "{\"type\": \"%s\", \"label\": \"%s\", \"path\": \"\"}".formatted(type, label);
    var code = tarGz(List.of(new TarFile("connection.json", bytes(connection))));
    return tarGz(
        List.of(new TarFile("metadata.json", bytes(metadata)), new TarFile("code.tar.gz", code)));
  }

  private record TarFile(String name, byte[] content) {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] tarGz(List<TarFile> files) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new GZIPOutputStream(bytes)) {
      for (var file : files) {
        var header = new byte[512];
        System.arraycopy(bytes(file.name()), 0, header, 0, file.name().length());
        var size = bytes("%011o".formatted(file.content().length));
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = '0';
        tar.write(header);
        tar.write(file.content());
        tar.write(new byte[Math.floorMod(-file.content().length, 512)]);
      }
      tar.write(new byte[1024]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
