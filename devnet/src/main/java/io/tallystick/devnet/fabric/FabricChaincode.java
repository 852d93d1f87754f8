package io.tallystick.devnet.fabric;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A chaincode that runs as a service, to be deployed on the channel.
 *
 * @param version another one than what is committed makes the next sequence of the definition
 * @param address its server, host:port
 * @param addressByOrg servers of organisations that run their own, by the organisation's name
 * @param policy Fabric's {@code --signature-policy}: {@code OutOf(2,'AMSP.peer','BMSP.peer')}
 */
public record FabricChaincode(
    String name, String version, String address, Map<String, String> addressByOrg, String policy) {

  public FabricChaincode {
    addressByOrg = Map.copyOf(addressByOrg);
  }

  public FabricChaincode(String name, String version, String address, String policy) {
    this(name, version, address, Map.of(), policy);
  }

  /** So many of these organisations' peers. */
  public static String outOf(int count, Collection<String> mspIds) {
    return mspIds.stream()
        .map(mspId -> "'" + mspId + ".peer'")
        .collect(Collectors.joining(",", "OutOf(" + count + ",", ")"));
  }

  /** What {@code CORE_CHAINCODE_ID_NAME} has to be in the chaincode's process. */
  public String packageId() {
    return ChaincodePackage.of(this, address).id();
  }

  /** What every organisation's peer installs ({@code peer lifecycle chaincode install}). */
  public byte[] packageBytes() {
    return ChaincodePackage.of(this, address).bytes();
  }

  /** The same for an organisation that may run its own server. */
  public String packageId(String org) {
    return packageOf(org).id();
  }

  ChaincodePackage packageOf(String org) {
    return ChaincodePackage.of(this, addressByOrg.getOrDefault(org, address));
  }
}
