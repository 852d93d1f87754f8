package io.tallystick.chaincode.bulk;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.GetStateMultiple;
import org.hyperledger.fabric.protos.peer.GetStateMultipleResult;
import org.hyperledger.fabric.protos.peer.MetaDataKeys;
import org.hyperledger.fabric.protos.peer.StateMetadata;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.protos.peer.WriteRecord;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;

/**
 * The shim's stub of one transaction, with {@link BulkState}: keeps what it read, which can't
 * change within a transaction, and its writes until the end, in their order. Towards a peer that
 * doesn't take them together each is a message of its own, as from the shim, and the read and write
 * sets are the same.
 */
public final class BulkStub implements InvocationHandler {

  /** What a transaction is asked without a word to the peer. */
  private static final Set<String> LOCAL =
      Set.of(
          "getArgs",
          "getStringArgs",
          "getFunction",
          "getParameters",
          "getTxId",
          "getChannelId",
          "getEvent",
          "setEvent",
          "getSignedProposal",
          "getTxTimestamp",
          "getCreator",
          "getTransient",
          "getBinding",
          "getMspId",
          "createCompositeKey",
          "splitCompositeKey");

  private final ChaincodeStub shim;
  private final BulkStream stream;
  private final Map<String, byte[]> read = new HashMap<>();
  private final List<WriteRecord> writes = new ArrayList<>();

  private BulkStub(ChaincodeStub shim, BulkStream stream) {
    this.shim = shim;
    this.stream = stream;
  }

  /** Lets a chaincode execute a transaction that came by this stream. */
  public static Chaincode.Response execute(
      Chaincode chaincode, ChaincodeStub shim, BulkStream stream) {
    var bulk = new BulkStub(shim, stream);
    var response = chaincode.invoke(bulk.stub());
    if (response.getStatusCode() >= Chaincode.Response.Status.ERROR_THRESHOLD.getCode()) {
      return response; // never endorsed: its writes are nobody's
    }
    try {
      bulk.flush();
      return response;
    } catch (IllegalStateException refused) {
      return ResponseUtils.newErrorResponse(refused.getMessage());
    }
  }

  private ChaincodeStub stub() {
    return (ChaincodeStub)
        Proxy.newProxyInstance(
            BulkStub.class.getClassLoader(),
            new Class<?>[] {ChaincodeStub.class, BulkState.class},
            this);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
    if (method.isDefault()) return InvocationHandler.invokeDefault(proxy, method, args);
    var writesTogether = stream.offered().getUseWriteBatch();
    switch (method.getName()) {
      case "read" -> {
        read(strings(args[0]));
        return null;
      }
      case "getState" -> {
        var key = (String) args[0];
        read(List.of(key));
        return read.get(key);
      }
      case "putState" -> {
        if (writesTogether) return write(put((String) args[0], (byte[]) args[1]));
      }
      case "delState" -> {
        if (writesTogether) return write(delete((String) args[0]));
      }
      case "setStateValidationParameter" -> {
        if (writesTogether) return write(policy((String) args[0], (byte[]) args[1]));
      }
      default -> {
        // What a query may do depends on what was written before it.
        if (!LOCAL.contains(method.getName())) flush();
      }
    }
    try {
      return method.invoke(shim, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static List<String> strings(Object keys) {
    return ((Collection<?>) keys).stream().map(String.class::cast).toList();
  }

  private void read(List<String> keys) {
    var missing = keys.stream().distinct().filter(key -> !read.containsKey(key)).toList();
    var offered = stream.offered();
    int most = Math.max(1, offered.getMaxSizeGetMultipleKeys());
    if (missing.size() < 2 || !offered.getUseGetMultipleKeys()) {
      missing.forEach(key -> read.put(key, shim.getState(key)));
    } else {
      for (int from = 0; from < missing.size(); from += most) {
        readTogether(missing.subList(from, Math.min(missing.size(), from + most)));
      }
    }
  }

  private void readTogether(List<String> keys) {
    var question = GetStateMultiple.newBuilder().addAllKeys(keys).build();
    try {
      var answer =
          GetStateMultipleResult.parseFrom(stream.ask(shim, Type.GET_STATE_MULTIPLE, question));
      if (answer.getValuesCount() != keys.size()) {
        throw new IllegalStateException("the peer answered other keys than asked");
      }
      for (int i = 0; i < keys.size(); i++) {
        read.put(keys.get(i), answer.getValues(i).toByteArray());
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the peer's answer cannot be read", e);
    }
  }

  private Object write(WriteRecord record) {
    if (record.getKey().isEmpty()) throw new IllegalArgumentException("a key is not empty");
    writes.add(record);
    return null;
  }

  private static WriteRecord put(String key, byte[] value) {
    return record(WriteRecord.Type.PUT_STATE, key).setValue(ByteString.copyFrom(value)).build();
  }

  private static WriteRecord delete(String key) {
    return record(WriteRecord.Type.DEL_STATE, key).build();
  }

  private static WriteRecord policy(String key, byte[] policy) {
    return record(WriteRecord.Type.PUT_STATE_METADATA, key)
        .setMetadata(
            StateMetadata.newBuilder()
                .setMetakey(MetaDataKeys.VALIDATION_PARAMETER.name())
                .setValue(ByteString.copyFrom(policy)))
        .build();
  }

  private static WriteRecord.Builder record(WriteRecord.Type type, String key) {
    return WriteRecord.newBuilder().setType(type).setKey(key);
  }

  private void flush() {
    int most = Math.max(1, stream.offered().getMaxSizeWriteBatch());
    for (int from = 0; from < writes.size(); from += most) {
      var some = writes.subList(from, Math.min(writes.size(), from + most));
      stream.ask(
          shim, Type.WRITE_BATCH_STATE, WriteBatchState.newBuilder().addAllRec(some).build());
    }
    writes.clear();
  }
}
