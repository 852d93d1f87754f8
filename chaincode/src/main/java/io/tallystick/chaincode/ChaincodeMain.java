package io.tallystick.chaincode;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.hyperledger.fabric.contract.ContractRouter;
import org.hyperledger.fabric.shim.ChaincodeServer;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyChaincodeServer;

/**
 * Chaincode as a service, as Fabric runs it: {@code CHAINCODE_SERVER_ADDRESS} is host:port to
 * listen on, {@code CORE_CHAINCODE_ID_NAME} the package id that the peer gave. It speaks TLS when
 * {@code CHAINCODE_TLS_CERT} and {@code CHAINCODE_TLS_KEY} name PEM files, and then takes peers
 * only whose certificates {@code CHAINCODE_CLIENT_CA_CERT} issued, if that is named too.
 */
public final class ChaincodeMain {

  public static void main(String[] args) throws Exception {
    var address = environment("CHAINCODE_SERVER_ADDRESS");
    var id = environment("CORE_CHAINCODE_ID_NAME");
    var router = new ContractRouter(new String[] {"-i", id});
    var properties = new ChaincodeServerProperties();
    int colon = address.lastIndexOf(':');
    properties.setServerAddress(
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    tls(properties);
    var streams = new PeerStreams(id, router);
    var server = new NettyChaincodeServer(streams, properties);
    router.startRouterWithChaincodeServer(
        new ChaincodeServer() {
          @Override
          public void start() throws IOException, InterruptedException {
            OperationSchemas.describe();
            server.start();
          }

          @Override
          public void stop() {
            server.stop();
          }
        });
  }

  private static void tls(ChaincodeServerProperties properties) {
    if (System.getenv("CHAINCODE_TLS_CERT") == null) return;
    properties.setTlsEnabled(true);
    properties.setKeyCertChainFile(environment("CHAINCODE_TLS_CERT"));
    properties.setKeyFile(environment("CHAINCODE_TLS_KEY"));
    properties.setTrustCertCollectionFile(System.getenv("CHAINCODE_CLIENT_CA_CERT"));
  }

  private static String environment(String name) {
    var value = System.getenv(name);
    if (value == null || value.isBlank()) {
      System.err.println("chaincode: the environment variable " + name + " is missing");
      System.exit(2);
    }
    return value;
  }

  private ChaincodeMain() {}
}
