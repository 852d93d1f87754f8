package io.tallystick.ledger.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.crypto.Pem;
import io.tallystick.ledger.identity.SigningIdentity;
import io.tallystick.ledger.policy.EndorsementPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.hyperledger.fabric.protos.orderer.BatchTimeout;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Block 0: a CONFIG envelope that names the organisations and their roots, so that a reader can
 * check every signature of the chain. It has the groups, MSPs and policies of Fabric's channel
 * configuration; capabilities, ACLs, anchor peers, orderer addresses and consensus metadata are
 * left out, and no later block changes it. Besides it holds the chaincode definitions with which
 * the channel begins.
 */
public final class GenesisBlock {

  /** Not Fabric's: with what the lifecycle's namespace begins. */
  private static final String CHAINCODES = "ChaincodeDefinitions";

  private GenesisBlock() {}

  /** A validated genesis block. */
  public static Block create(
      String channel,
      List<CryptoMaterial.Organisation> organisations,
      CryptoMaterial.Organisation orderer,
      BatchSize batchSize,
      BatchTimeout batchTimeout,
      KVRWSet chaincodeDefinitions,
      Instant now) {
    var any = ImplicitMetaPolicy.Rule.ANY;
    var majority = ImplicitMetaPolicy.Rule.MAJORITY;
    var application =
        group()
            .putPolicies("Readers", implicit(any, "Readers"))
            .putPolicies("Writers", implicit(any, "Writers"))
            .putPolicies("Endorsement", implicit(majority, "Endorsement"))
            .putPolicies("LifecycleEndorsement", implicit(majority, "Endorsement"))
            .putValues(CHAINCODES, value(chaincodeDefinitions));
    organisations.forEach(o -> application.putGroups(o.mspId(), organisation(o)));
    var ordering = group().putGroups(orderer.mspId(), organisation(orderer));
    ordering.putValues("BatchSize", value(batchSize));
    ordering.putValues("BatchTimeout", value(batchTimeout));
    var root =
        group()
            .putGroups("Application", application.build())
            .putGroups("Orderer", ordering.build())
            .build();
    var config = Config.newBuilder().setChannelGroup(root);
    var signer = SigningIdentity.of(orderer.mspId(), orderer.node());
    var envelope = envelope(channel, signer, ConfigEnvelope.newBuilder().setConfig(config), now);
    var block =
        new BlockSigner(signer).block(0, ByteString.EMPTY, List.of(envelope.toByteString()));
    return BlockMetadataSlots.withCodes(
        block, new TxValidationCode[] {TxValidationCode.VALID}, ByteString.EMPTY);
  }

  private static Envelope envelope(
      String channel, SigningIdentity signer, ConfigEnvelope.Builder config, Instant now) {
    var creator = BlockSigner.signatureHeader(signer);
    var txId = BlockHashes.sha256(creator.getNonce().concat(creator.getCreator()));
    var channelHeader =
        ChannelHeader.newBuilder()
            .setType(HeaderType.CONFIG_VALUE)
            .setChannelId(channel)
            .setTxId(HexFormat.of().formatHex(txId.toByteArray()))
            .setTimestamp(Timestamp.newBuilder().setSeconds(now.getEpochSecond()));
    var payload =
        Payload.newBuilder()
            .setHeader(
                Header.newBuilder()
                    .setChannelHeader(channelHeader.build().toByteString())
                    .setSignatureHeader(creator.toByteString()))
            .setData(config.build().toByteString())
            .build()
            .toByteString();
    return Envelope.newBuilder().setPayload(payload).setSignature(signer.sign(payload)).build();
  }

  private static ConfigGroup organisation(CryptoMaterial.Organisation organisation) {
    var member = signature(EndorsementPolicy.member(organisation.mspId()));
    var peer = signature(EndorsementPolicy.outOf(1, List.of(organisation.mspId()), NodeRole.PEER));
    return group()
        .putValues("MSP", value(msp(organisation)))
        .putPolicies("Readers", member)
        .putPolicies("Writers", member)
        .putPolicies("Endorsement", peer)
        .build();
  }

  private static ConfigPolicy signature(SignaturePolicyEnvelope policy) {
    return ConfigPolicy.newBuilder()
        .setPolicy(
            Policy.newBuilder()
                .setType(Policy.PolicyType.SIGNATURE_VALUE)
                .setValue(policy.toByteString()))
        .build();
  }

  private static MSPConfig msp(CryptoMaterial.Organisation organisation) {
    var root = ByteString.copyFromUtf8(Pem.of(organisation.root()));
    var units =
        FabricNodeOUs.newBuilder()
            .setEnable(true)
            .setClientOuIdentifier(unit(NodeRole.CLIENT, root))
            .setPeerOuIdentifier(unit(NodeRole.PEER, root))
            .setAdminOuIdentifier(unit(NodeRole.ADMIN, root))
            .setOrdererOuIdentifier(unit(NodeRole.ORDERER, root));
    var config =
        FabricMSPConfig.newBuilder()
            .setName(organisation.mspId())
            .addRootCerts(root)
            .addTlsRootCerts(ByteString.copyFromUtf8(Pem.of(organisation.tlsRoot())))
            .setFabricNodeOus(units);
    return MSPConfig.newBuilder().setType(0).setConfig(config.build().toByteString()).build();
  }

  private static FabricOUIdentifier unit(NodeRole role, ByteString root) {
    return FabricOUIdentifier.newBuilder()
        .setOrganizationalUnitIdentifier(role.unit())
        .setCertificate(root)
        .build();
  }

  private static ConfigPolicy implicit(ImplicitMetaPolicy.Rule which, String name) {
    var rule = ImplicitMetaPolicy.newBuilder().setRule(which).setSubPolicy(name);
    return ConfigPolicy.newBuilder()
        .setPolicy(
            Policy.newBuilder()
                .setType(Policy.PolicyType.IMPLICIT_META_VALUE)
                .setValue(rule.build().toByteString()))
        .build();
  }

  private static ConfigValue value(Message message) {
    return ConfigValue.newBuilder().setValue(message.toByteString()).build();
  }

  private static ConfigGroup.Builder group() {
    return ConfigGroup.newBuilder().setModPolicy("Admins");
  }

  /** The organisations' roots (PEM) by membership id, as a genesis block names them. */
  public static Map<String, String> roots(Block genesis) {
    try {
      var root = configuration(genesis);
      var roots = new TreeMap<String, String>();
      for (var group : List.of("Application", "Orderer")) {
        for (var org : root.getGroupsOrThrow(group).getGroupsMap().values()) {
          var config = MSPConfig.parseFrom(org.getValuesOrThrow("MSP").getValue()).getConfig();
          var msp = FabricMSPConfig.parseFrom(config);
          roots.put(msp.getName(), msp.getRootCerts(0).toString(StandardCharsets.UTF_8));
        }
      }
      return roots;
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw noGenesisBlock();
    }
  }

  /** Writes to the lifecycle's namespace that define the channel's first chaincodes. */
  public static KVRWSet chaincodeDefinitions(Block genesis) {
    try {
      var application =
          configuration(genesis)
              .getGroupsOrDefault("Application", ConfigGroup.getDefaultInstance());
      var value =
          application.getValuesOrDefault(CHAINCODES, ConfigValue.getDefaultInstance()).getValue();
      return KVRWSet.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw noGenesisBlock();
    }
  }

  private static ConfigGroup configuration(Block genesis) throws InvalidProtocolBufferException {
    return ConfigEnvelope.parseFrom(payload(genesis).getData()).getConfig().getChannelGroup();
  }

  private static Payload payload(Block genesis) throws InvalidProtocolBufferException {
    return Payload.parseFrom(Envelope.parseFrom(genesis.getData().getData(0)).getPayload());
  }

  private static CorruptChainException noGenesisBlock() {
    return new CorruptChainException("block 0 is no genesis block");
  }

  /** The channel that a genesis block is of. */
  public static String channel(Block genesis) {
    try {
      return ChannelHeader.parseFrom(payload(genesis).getHeader().getChannelHeader())
          .getChannelId();
    } catch (InvalidProtocolBufferException e) {
      throw noGenesisBlock();
    }
  }
}
