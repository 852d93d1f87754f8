package io.tallystick.journeys.conformance.chaincode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;

/**
 * The chaincode that the cases call: each function does one thing that a ledger must get right.
 * Runs as a process of its own, as chaincode as a service.
 */
public final class ConformanceChaincode extends ChaincodeBase {

  private final String version;

  /** The version tells two servers of one chaincode apart; their stamps don't agree. */
  @SuppressWarnings("this-escape")
  ConformanceChaincode(String version, String id) {
    this.version = version;
    processCommandLineOptions(new String[] {"-i", id});
    // What start() does, which would also read the environment.
    Metrics.initialize(getChaincodeConfig());
    Traces.initialize(getChaincodeConfig());
  }

  /** {@code [VERSION PORT ID]…}: serves one chaincode on each of these ports of the loopback. */
  public static void main(String[] args) throws IOException {
    for (var i = 0; i < args.length; i += 3) {
      var properties = new ChaincodeServerProperties();
      properties.setServerAddress(
          new InetSocketAddress("127.0.0.1", Integer.parseInt(args[i + 1])));
      var chaincode = new ConformanceChaincode(args[i], args[i + 2]);
      var server = new NettyChaincodeServer(chaincode, properties);
      Thread.ofPlatform().name("chaincode " + args[i + 1]).start(() -> serve(server));
    }
  }

  private static void serve(NettyChaincodeServer server) {
    try {
      server.start();
    } catch (IOException | InterruptedException e) {
      System.err.println("the chaincode server ended: " + e);
      Runtime.getRuntime().halt(1);
    }
  }

  /** Does what a call of that function does. */
  @Override
  public Response init(ChaincodeStub stub) {
    return invoke(stub);
  }

  @Override
  public Response invoke(ChaincodeStub stub) {
    if (stub.getArgs().isEmpty()) {
      return success("no arguments");
    }
    var args = stub.getParameters();
    return switch (stub.getFunction()) {
      case "refuse" -> ResponseUtils.newErrorResponse(args.get(0));
      case "status" -> new Response(Integer.parseInt(args.get(0)), args.get(1), new byte[0]);
      case "version" -> success(version);
      case "stamp" -> success(State.put(stub, args.get(0), version));
      case "failAt" -> success(failAt(stub, args.get(0), args.get(1)));
      default -> success(other(stub));
    };
  }

  private String failAt(ChaincodeStub stub, String failing, String key) {
    if (version.equals(failing)) {
      throw new IllegalStateException("failing at " + version);
    }
    return State.put(stub, key, "x");
  }

  private static String other(ChaincodeStub stub) {
    var function = stub.getFunction();
    if (State.FUNCTIONS.contains(function)) {
      return State.invoke(stub, function);
    }
    return Queries.FUNCTIONS.contains(function)
        ? Queries.invoke(stub, function)
        : Surroundings.invoke(stub, function);
  }

  private static Response success(String result) {
    return ResponseUtils.newSuccessResponse(result.getBytes(UTF_8));
  }
}
