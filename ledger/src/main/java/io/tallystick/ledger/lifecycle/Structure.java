package io.tallystick.ledger.lifecycle;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;
import org.hyperledger.fabric.protos.peer.lifecycle.StateMetadata;

/**
 * Named fields under the keys of the lifecycle's namespace, laid out as Fabric's lifecycle
 * serializer does: {@code <table>/metadata/<name>} and {@code <table>/fields/<name>/<field>}.
 *
 * @param datatype Fabric's name of the structure
 * @param fields encoded {@code lifecycle.StateData} by field
 */
record Structure(String datatype, Map<String, ByteString> fields) {

  static final String DEFINITIONS = "namespaces";
  static final String SOURCES = "chaincode-sources";

  static Structure named(String datatype) {
    return new Structure(datatype, new LinkedHashMap<>());
  }

  Structure with(String field, long value) {
    return with(field, StateData.newBuilder().setInt64(value));
  }

  Structure with(String field, String value) {
    return with(field, StateData.newBuilder().setString(value));
  }

  Structure with(String field, MessageLite value) {
    return with(field, StateData.newBuilder().setBytes(value.toByteString()));
  }

  private Structure with(String field, StateData.Builder value) {
    fields.put(field, value.build().toByteString());
    return this;
  }

  static String metadataKey(String table, String name) {
    return table + "/metadata/" + name;
  }

  static String fieldKey(String table, String name, String field) {
    return table + "/fields/" + name + "/" + field;
  }

  private ByteString metadata() {
    return StateMetadata.newBuilder()
        .setDatatype(datatype)
        .addAllFields(fields.keySet())
        .build()
        .toByteString();
  }

  /** Writes what isn't so already, and removes fields that the structure there had besides. */
  void write(String table, String name, LifecycleKeys keys) {
    var stale = new ArrayList<String>();
    metadata(table, name, keys).ifPresent(present -> stale.addAll(present.getFieldsList()));
    fields.forEach(
        (field, value) -> {
          if (!keys.get(fieldKey(table, name, field)).equals(value)) {
            keys.put(fieldKey(table, name, field), value);
          }
        });
    if (!keys.get(metadataKey(table, name)).equals(metadata())) {
      keys.put(metadataKey(table, name), metadata());
    }
    stale.removeAll(fields.keySet());
    stale.forEach(field -> keys.put(fieldKey(table, name, field), ByteString.EMPTY));
  }

  /** Fields that differ from what stands under this name; the data type if that itself differs. */
  List<String> mismatches(String table, String name, LifecycleKeys keys) {
    if (!keys.get(metadataKey(table, name)).equals(metadata())) {
      return List.of(datatype);
    }
    return fields.entrySet().stream()
        .filter(field -> !keys.get(fieldKey(table, name, field.getKey())).equals(field.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Data type and fields of what stands under a name. */
  static Optional<StateMetadata> metadata(String table, String name, LifecycleKeys keys) {
    var found = keys.get(metadataKey(table, name));
    try {
      return found.isEmpty() ? Optional.empty() : Optional.of(StateMetadata.parseFrom(found));
    } catch (InvalidProtocolBufferException e) {
      throw new LifecycleException("could not unmarshal metadata for " + table + "/" + name);
    }
  }

  /** A stored field; the default value if it is absent. */
  static StateData field(String table, String name, String field, LifecycleKeys keys) {
    try {
      return StateData.parseFrom(keys.get(fieldKey(table, name, field)));
    } catch (InvalidProtocolBufferException e) {
      throw new LifecycleException(
          "could not unmarshal state for key " + fieldKey(table, name, field));
    }
  }
}
