package io.tallystick.vocabulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTypesTest {

  @Test
  void every_operation_is_found_by_its_transaction() throws ReflectiveOperationException {
    for (var type : LedgerOperation.class.getPermittedSubclasses()) {
      var nothing =
          Arrays.stream(type.getRecordComponents())
              .map(component -> zero(component.getType()))
              .toArray();
      var operation = (LedgerOperation) type.getDeclaredConstructors()[0].newInstance(nothing);
      assertThat(OperationTypes.of(operation.transaction())).contains(operation.getClass());
    }
    assertThat(OperationTypes.all()).hasSize(LedgerOperation.class.getPermittedSubclasses().length);
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
