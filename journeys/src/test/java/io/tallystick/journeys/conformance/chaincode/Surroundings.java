package io.tallystick.journeys.conformance.chaincode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** Functions about the call itself, and those that misbehave. */
final class Surroundings {

  static String invoke(ChaincodeStub stub, String function) {
    var args = stub.getParameters();
    return switch (function) {
      case "sizes" ->
          stub.getArgs().stream()
              .skip(1)
              .map(arg -> "" + arg.length)
              .collect(Collectors.joining(","));
      case "hex" -> HexFormat.of().formatHex(stub.getArgs().get(1));
      case "bytes" -> "x".repeat(Integer.parseInt(args.get(0)));
      case "call" -> stub.getTxId() + " " + stub.getChannelId() + " " + stub.getTxTimestamp();
      case "creator" -> creator(stub);
      case "transient" -> new String(stub.getTransient().get(args.get(0)), UTF_8);
      case "keepLength" ->
          State.put(stub, args.get(0), "" + stub.getTransient().get(args.get(1)).length);
      case "private" -> new String(stub.getPrivateData("collection", args.get(0)), UTF_8);
      case "invokeOther" ->
          stub.invokeChaincode(args.get(0), List.of("version".getBytes(UTF_8))).getStringPayload();
      case "throw" -> throw new IllegalStateException(args.get(0));
      case "sleep" -> sleep(Long.parseLong(args.get(0)));
      case "exit" -> exit();
      default -> throw new IllegalArgumentException("no function " + function);
    };
  }

  private static String creator(ChaincodeStub stub) {
    try {
      return SerializedIdentity.parseFrom(stub.getCreator()).getMspid();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sleep(long millis) {
    try {
      Thread.sleep(millis);
      return "slept";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String exit() {
    Runtime.getRuntime().halt(1);
    return "";
  }

  private Surroundings() {}
}
