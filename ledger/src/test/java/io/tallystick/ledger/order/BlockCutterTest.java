package io.tallystick.ledger.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class BlockCutterTest {

  private final BlockCutter cutter = new BlockCutter(3, 10);

  private static ByteString bytes(int size) {
    return ByteString.copyFrom(new byte[size]);
  }

  @Test
  void a_batch_is_full_at_its_count() {
    assertThat(cutter.add(bytes(1))).isEmpty();
    assertThat(cutter.add(bytes(1))).isEmpty();
    assertThat(cutter.add(bytes(1))).satisfiesExactly(b -> assertThat(b).hasSize(3));
    assertThat(cutter.isEmpty()).isTrue();
  }

  @Test
  void a_transaction_that_would_exceed_the_size_begins_the_next_batch() {
    cutter.add(bytes(6));
    assertThat(cutter.add(bytes(6))).satisfiesExactly(b -> assertThat(b).hasSize(1));
    assertThat(cutter.cut()).hasSize(1);
  }

  @Test
  void a_transaction_larger_than_a_block_has_one_alone() {
    cutter.add(bytes(2));
    assertThat(cutter.add(bytes(20))).hasSize(2).allSatisfy(b -> assertThat(b).hasSize(1));
    assertThat(cutter.isEmpty()).isTrue();
  }
}
