package io.tallystick.journeys.conformance.chaincode;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** Functions that ask for several keys, or for a key's past. */
final class Queries {

  static final Set<String> FUNCTIONS =
      Set.of(
          "putMany",
          "range",
          "rangeInto",
          "first",
          "page",
          "pageThenPut",
          "putThenPage",
          "children",
          "split",
          "history",
          "pasts",
          "rich");

  static String invoke(ChaincodeStub stub, String function) {
    var args = stub.getParameters();
    return switch (function) {
      case "putMany" -> putMany(stub, args.get(0), Integer.parseInt(args.get(1)));
      case "range" -> range(stub, args.get(0), args.get(1));
      case "rangeInto" -> State.put(stub, args.get(2), range(stub, args.get(0), args.get(1)));
      case "first" -> State.put(stub, args.get(2), first(stub, args.get(0), args.get(1)));
      case "page" -> page(stub, args);
      case "pageThenPut" -> page(stub, args) + State.put(stub, args.get(4), "x");
      case "putThenPage" -> State.put(stub, args.get(4), "x") + page(stub, args);
      case "children" -> children(stub, args.get(0));
      case "split" ->
          stub.splitCompositeKey(stub.createCompositeKey(args.get(0), args.get(1)).toString())
              .getAttributes()
              .toString();
      case "history" -> history(stub, args.get(0));
      case "pasts" -> pasts(stub, args.get(0));
      case "rich" -> "" + stub.getQueryResult("{\"selector\":{}}").iterator().hasNext();
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static String putMany(ChaincodeStub stub, String prefix, int count) {
    for (var i = 0; i < count; i++) {
      State.put(stub, prefix + (1000 + i), "x");
    }
    return "";
  }

  private static String range(ChaincodeStub stub, String from, String to) {
    var keys = new StringJoiner(",");
    stub.getStateByRange(from, to).forEach(found -> keys.add(found.getKey()));
    return keys.toString();
  }

  /** Looks at the first result only. */
  private static String first(ChaincodeStub stub, String from, String to) {
    return stub.getStateByRange(from, to).iterator().next().getKey();
  }

  /** page FROM TO SIZE BOOKMARK: keys, and after a bar where the next page starts. */
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

  /** Transaction id and time of each change, newest first. */
  private static String pasts(ChaincodeStub stub, String key) {
    var pasts = new StringJoiner(",");
    stub.getHistoryForKey(key)
        .forEach(change -> pasts.add(change.getTxId() + "@" + change.getTimestamp()));
    return pasts.toString();
  }

  private Queries() {}
}
