package io.tallystick.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServer;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.shim.ext.sbe.StateBasedEndorsement.RoleType;
import org.hyperledger.fabric.shim.ext.sbe.impl.StateBasedEndorsementFactory;
import org.hyperledger.fabric.traces.Traces;

/** A small key-value chaincode, served by Fabric's own shim. */
final class TestChaincode extends ChaincodeBase implements AutoCloseable {

  private final String version;
  private final ChaincodeServer server;
  final AtomicInteger executions = new AtomicInteger();

  /** The version is what {@code stamp} writes; two versions don't agree. */
  @SuppressWarnings("this-escape")
  TestChaincode(String version, int port) {
    this.version = version;
    processCommandLineOptions(new String[] {"-i", "kv:" + version});
    // What start() does, which also reads the environment.
    Metrics.initialize(getChaincodeConfig());
    Traces.initialize(getChaincodeConfig());
    var properties = new ChaincodeServerProperties();
    properties.setServerAddress(new InetSocketAddress("127.0.0.1", port));
    try {
      server = new NettyChaincodeServer(this, properties);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofPlatform().daemon().name("chaincode " + version).start(this::serve);
    awaitListening(port);
  }

  private static void awaitListening(int port) {
    var listening = false;
    while (!listening) {
      try (var socket = new Socket("127.0.0.1", port)) {
        listening = socket.isConnected();
      } catch (IOException e) {
        Thread.yield();
      }
    }
  }

  private void serve() {
    try {
      server.start();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }

  @Override
  public Response init(ChaincodeStub stub) {
    return ResponseUtils.newSuccessResponse();
  }

  @Override
  public Response invoke(ChaincodeStub stub) {
    executions.incrementAndGet();
    var args = stub.getParameters();
    var result =
        switch (stub.getFunction()) {
          case "put" -> put(stub, args.get(0), args.get(1));
          case "putMany" -> putMany(stub, args.get(0), Integer.parseInt(args.get(1)));
          case "swap" -> swap(stub, args.get(0), args.get(1));
          case "get" -> stub.getStringState(args.get(0));
          case "putThenGet" ->
              put(stub, args.get(0), args.get(1)) + stub.getStringState(args.get(0));
          case "delete" -> delete(stub, args.get(0));
          case "append" -> put(stub, args.get(0), stub.getStringState(args.get(0)) + args.get(1));
          case "stamp" -> put(stub, args.get(0), version);
          case "requireBoth" -> require(stub, args);
          case "range" -> range(stub, args.get(0), args.get(1));
          case "countInto" -> put(stub, args.get(2), range(stub, args.get(0), args.get(1)));
          case "page" -> page(stub, args);
          case "pageThenPut" -> page(stub, args) + put(stub, "paged", "x");
          case "putThenPage" -> put(stub, "paged", "x") + page(stub, args);
          case "children" -> children(stub, args.get(0));
          case "putChild" ->
              put(stub, stub.createCompositeKey("child", args.get(0), args.get(1)).toString(), "x");
          case "history" -> history(stub, args.get(0));
          case "event" -> event(stub, args.get(0), args.get(1));
          case "secret" -> put(stub, args.get(0), "" + stub.getTransient().get("secret").length);
          case "private" -> new String(stub.getPrivateData("collection", "key"), UTF_8);
          case "slow" -> slow(Long.parseLong(args.get(0)));
          case "refuse" -> null;
          default -> throw new IllegalArgumentException("no function " + stub.getFunction());
        };
    return result == null
        ? ResponseUtils.newErrorResponse("refused: " + args)
        : ResponseUtils.newSuccessResponse(result.getBytes(UTF_8));
  }

  private static String put(ChaincodeStub stub, String key, String value) {
    stub.putStringState(key, value);
    return value;
  }

  /** Writes a value and answers the one before. */
  private static String swap(ChaincodeStub stub, String key, String value) {
    var before = stub.getStringState(key);
    put(stub, key, value);
    return before;
  }

  private static String putMany(ChaincodeStub stub, String prefix, int count) {
    for (var i = 0; i < count; i++) {
      put(stub, prefix + (1000 + i), "x");
    }
    return "";
  }

  private static String delete(ChaincodeStub stub, String key) {
    stub.delState(key);
    return "";
  }

  /** requireBoth KEY VALUE MSP MSP: writes the key; from then on both must endorse its changes. */
  private static String require(ChaincodeStub stub, List<String> args) {
    put(stub, args.get(0), args.get(1));
    var policy = StateBasedEndorsementFactory.getInstance().newStateBasedEndorsement(null);
    policy.addOrgs(RoleType.RoleTypePeer, args.get(2), args.get(3));
    stub.setStateValidationParameter(args.get(0), policy.policy());
    return Arrays.toString(stub.getStateValidationParameter("absent"));
  }

  private static String range(ChaincodeStub stub, String from, String to) {
    var keys = new StringJoiner(",");
    stub.getStateByRange(from, to).forEach(found -> keys.add(found.getKey()));
    return keys.toString();
  }

  private static String page(ChaincodeStub stub, List<String> args) {
    var keys = new StringJoiner(",");
    var page =
        stub.getStateByRangeWithPagination(
            args.get(0), args.get(1), Integer.parseInt(args.get(2)), args.get(3));
    page.forEach(found -> keys.add(found.getKey()));
    return keys + "|" + page.getMetadata().getBookmark();
  }

  private static String children(ChaincodeStub stub, String parent) {
    var keys = new StringJoiner(",");
    stub.getStateByPartialCompositeKey("child", parent)
        .forEach(found -> keys.add(stub.splitCompositeKey(found.getKey()).getAttributes().get(1)));
    return keys.toString();
  }

  private static String history(ChaincodeStub stub, String key) {
    var values = new StringJoiner(",");
    stub.getHistoryForKey(key)
        .forEach(change -> values.add(change.isDeleted() ? "-" : change.getStringValue()));
    return values.toString();
  }

  private static String event(ChaincodeStub stub, String name, String payload) {
    stub.setEvent(name, payload.getBytes(UTF_8));
    return put(stub, "event", payload);
  }

  private static String slow(long millis) {
    try {
      Thread.sleep(millis);
      return "done";
    } catch (InterruptedException e) {
      return null;
    }
  }
}
