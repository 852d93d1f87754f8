package io.tallystick.chaincode;

import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.OperationTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.contract.metadata.MetadataBuilder;

/**
 * The JSON schema of each transaction's argument, among the components of the metadata that the
 * contract itself gives ({@code org.hyperledger.fabric:GetMetadata}); named by the transaction, as
 * {@code claim.submit}.
 */
final class OperationSchemas {

  /** Call it once the contracts are registered. */
  @SuppressWarnings("unchecked")
  static void describe() {
    var components = (Map<String, Object>) MetadataBuilder.getComponents();
    OperationTypes.all()
        .forEach((name, type) -> components.put(name.replace(':', '.'), operation(name, type)));
  }

  private static Map<String, Object> operation(
      String transaction, Class<? extends LedgerOperation> type) {
    var schema = object(type);
    schema.put("$id", transaction.replace(':', '.'));
    return schema;
  }

  private static Map<String, Object> object(Class<?> type) {
    var properties = new TreeMap<String, Object>();
    for (var part : type.getRecordComponents()) {
      properties.put(part.getName(), schema(part.getGenericType()));
    }
    var required =
        Arrays.stream(type.getRecordComponents())
            .filter(part -> part.getType().isPrimitive() || part.getName().equals("opId"))
            .map(RecordComponent::getName)
            .toList();
    var schema = new TreeMap<String, Object>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    if (!required.isEmpty()) schema.put("required", required);
    return schema;
  }

  private static Map<String, Object> schema(Type type) {
    if (type instanceof ParameterizedType list) {
      return Map.of("type", "array", "items", schema(list.getActualTypeArguments()[0]));
    }
    var simple = (Class<?>) type;
    if (simple.isRecord()) return object(simple);
    if (simple.isEnum()) {
      var names = Arrays.stream(simple.getEnumConstants()).map(Object::toString).toList();
      return Map.of("type", "string", "enum", names);
    }
    if (simple == Instant.class) return Map.of("type", "string", "format", "date-time");
    if (simple == LocalDate.class) return Map.of("type", "string", "format", "date");
    if (simple == boolean.class) return Map.of("type", "boolean");
    boolean number = List.of(int.class, long.class, Integer.class, Long.class).contains(simple);
    return Map.of("type", number ? "integer" : "string");
  }

  private OperationSchemas() {}
}
