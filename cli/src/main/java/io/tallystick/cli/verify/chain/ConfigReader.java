package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.crypto.Pem;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.MSPConfig;

/** Reads {@code common.Config}: the groups Application and Orderer with their MSPs and policies. */
final class ConfigReader {

  private static final String APPLICATION = "Application";
  private static final String ORDERER = "Orderer";

  static ChannelConfig read(Config config)
      throws InvalidProtocolBufferException, GeneralSecurityException {
    var root = config.getChannelGroup();
    var application = root.getGroupsMap().get(APPLICATION);
    var orderer = root.getGroupsMap().get(ORDERER);
    if (application == null || orderer == null) {
      throw new InvalidProtocolBufferException("a channel has applications and orderers");
    }
    var msps = new TreeMap<String, Msp>();
    var members = msps(application, msps);
    var ordering = msps(orderer, msps);
    return new ChannelConfig(
        config.getSequence(),
        root,
        List.copyOf(members.values()),
        List.copyOf(ordering.values()),
        members,
        new Members(msps.values()),
        consenters(orderer));
  }

  /** MSP ids by the name of the organisation's group. */
  private static Map<String, String> msps(ConfigGroup group, Map<String, Msp> into)
      throws InvalidProtocolBufferException, GeneralSecurityException {
    var ids = new TreeMap<String, String>();
    for (var org : group.getGroupsMap().entrySet()) {
      var value = org.getValue().getValuesMap().get("MSP");
      if (value == null) continue;
      var msp = msp(FabricMSPConfig.parseFrom(MSPConfig.parseFrom(value.getValue()).getConfig()));
      into.put(msp.id(), msp);
      ids.put(org.getKey(), msp.id());
    }
    return ids;
  }

  private static Msp msp(FabricMSPConfig config) throws GeneralSecurityException {
    return new Msp(
        config.getName(),
        certificates(config.getRootCertsList()),
        certificates(config.getIntermediateCertsList()),
        units(config),
        certificates(config.getAdminsList()),
        revocations(config.getRevocationListList()));
  }

  private static Map<String, NodeRole> units(FabricMSPConfig config) {
    var units = new TreeMap<String, NodeRole>();
    var ous = config.getFabricNodeOus();
    if (!ous.getEnable()) return units;
    put(units, ous.getClientOuIdentifier(), NodeRole.CLIENT);
    put(units, ous.getPeerOuIdentifier(), NodeRole.PEER);
    put(units, ous.getAdminOuIdentifier(), NodeRole.ADMIN);
    put(units, ous.getOrdererOuIdentifier(), NodeRole.ORDERER);
    return units;
  }

  private static void put(Map<String, NodeRole> units, FabricOUIdentifier unit, NodeRole role) {
    var name = unit.getOrganizationalUnitIdentifier();
    if (!name.isEmpty()) units.put(name, role);
  }

  private static List<X509Certificate> certificates(List<ByteString> pems)
      throws GeneralSecurityException {
    var certificates = new ArrayList<X509Certificate>();
    for (var pem : pems) certificates.add(Pem.certificate(pem.toByteArray()));
    return List.copyOf(certificates);
  }

  private static List<X509CRL> revocations(List<ByteString> pems) throws GeneralSecurityException {
    var lists = new ArrayList<X509CRL>();
    var factory = CertificateFactory.getInstance("X.509");
    for (var pem : pems) {
      lists.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(pem.toByteArray())));
    }
    return List.copyOf(lists);
  }

  /** The numbered orderers of a BFT channel; empty for Raft. */
  private static List<Consenter> consenters(ConfigGroup orderer)
      throws InvalidProtocolBufferException {
    var value = orderer.getValuesMap().get("Orderers");
    return value == null
        ? List.of()
        : Orderers.parseFrom(value.getValue()).getConsenterMappingList();
  }

  private ConfigReader() {}
}
