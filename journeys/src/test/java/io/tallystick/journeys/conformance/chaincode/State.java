package io.tallystick.journeys.conformance.chaincode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ext.sbe.StateBasedEndorsement.RoleType;
import org.hyperledger.fabric.shim.ext.sbe.impl.StateBasedEndorsementFactory;

/** Functions that read and write single keys, their policies, and events. */
final class State {

  static final Set<String> FUNCTIONS =
      Set.of(
          "put",
          "putBytes",
          "putEmpty",
          "get",
          "getHex",
          "putThenGet",
          "delete",
          "append",
          "random",
          "copy",
          "both",
          "require",
          "release",
          "requiredBy",
          "event",
          "twoEvents",
          "putComposite");

  static String invoke(ChaincodeStub stub, String function) {
    var args = stub.getParameters();
    return switch (function) {
      case "put" -> put(stub, args.get(0), args.get(1));
      case "putBytes" -> putBytes(stub, args.get(0), stub.getArgs().get(2));
      case "putEmpty" -> putBytes(stub, args.get(0), new byte[0]);
      case "get" -> stub.getStringState(args.get(0));
      case "getHex" -> HexFormat.of().formatHex(stub.getState(args.get(0)));
      case "putThenGet" -> put(stub, args.get(0), args.get(1)) + stub.getStringState(args.get(0));
      case "delete" -> delete(stub, args.get(0));
      case "append" -> put(stub, args.get(0), stub.getStringState(args.get(0)) + args.get(1));
      case "copy" -> put(stub, args.get(1), stub.getStringState(args.get(0)));
      case "both" -> put(stub, args.get(0), "x") + put(stub, args.get(1), "x");
      case "random" -> put(stub, args.get(0), UUID.randomUUID().toString());
      case "require" -> require(stub, args.get(0), args.subList(1, args.size()));
      case "release" -> require(stub, args.get(0), List.of());
      case "requiredBy" -> requiredBy(stub, args.get(0));
      case "event" -> event(stub, args.get(0), args.get(1), args.get(2));
      case "twoEvents" ->
          event(stub, args.get(0), "first", "1") + event(stub, args.get(0), "second", "2");
      case "putComposite" ->
          put(stub, stub.createCompositeKey("child", args.get(0), args.get(1)).toString(), "x");
      default -> throw new IllegalArgumentException(function);
    };
  }

  static String put(ChaincodeStub stub, String key, String value) {
    stub.putStringState(key, value);
    return value;
  }

  private static String putBytes(ChaincodeStub stub, String key, byte[] value) {
    stub.putState(key, value);
    return "";
  }

  private static String delete(ChaincodeStub stub, String key) {
    stub.delState(key);
    return "";
  }

  /** From now on all of these must endorse a change of the key; nobody: the chaincode's policy. */
  private static String require(ChaincodeStub stub, String key, List<String> mspIds) {
    if (mspIds.isEmpty()) {
      stub.setStateValidationParameter(key, new byte[0]);
      return "";
    }
    var policy = StateBasedEndorsementFactory.getInstance().newStateBasedEndorsement(null);
    policy.addOrgs(RoleType.RoleTypePeer, mspIds.toArray(String[]::new));
    stub.setStateValidationParameter(key, policy.policy());
    return "";
  }

  private static String requiredBy(ChaincodeStub stub, String key) {
    var policy = stub.getStateValidationParameter(key);
    if (policy == null || policy.length == 0) {
      return "nobody";
    }
    var orgs = StateBasedEndorsementFactory.getInstance().newStateBasedEndorsement(policy);
    return String.join(",", new TreeSet<>(orgs.listOrgs()));
  }

  private static String event(ChaincodeStub stub, String key, String name, String payload) {
    stub.setEvent(name, payload.getBytes(UTF_8));
    return put(stub, key, payload);
  }

  private State() {}
}
