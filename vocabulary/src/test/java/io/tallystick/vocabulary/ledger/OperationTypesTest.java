package io.tallystick.vocabulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationTypesTest {

  @Test
  void every_operation_is_found_by_its_transaction() throws ReflectiveOperationException {
    var types = operations(LedgerOperation.class).toList();
    for (var type : types) {
      var parts = type.getRecordComponents();
      var signature = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var nothing = Arrays.stream(signature).map(OperationTypesTest::zero).toArray();
      var operation = (LedgerOperation) type.getDeclaredConstructor(signature).newInstance(nothing);
      assertThat(OperationTypes.of(operation.transaction())).contains(operation.getClass());
    }
    assertThat(OperationTypes.all()).hasSize(types.size());
  }

  private static Stream<Class<?>> operations(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(OperationTypesTest::operations);
  }

  @Test
  void a_batch_reads_back_as_it_was_written() {
    var publish = new LedgerOperation.PublishRecord("a".repeat(32), "b".repeat(32), "cd", 3);
    var batch = CanonicalJson.read(CanonicalJson.text(Batch.of(List.of(publish))), Batch.class);
    var item = batch.operations().getFirst();
    var type = OperationTypes.of(item.transaction()).orElseThrow();
    assertThat(CanonicalJson.read(item.operation(), type)).isEqualTo(publish);
  }

  private static Object zero(Class<?> type) {
    if (type == long.class) return 0L;
    if (type == int.class) return 0;
    return type == boolean.class ? Boolean.FALSE : null;
  }
}
