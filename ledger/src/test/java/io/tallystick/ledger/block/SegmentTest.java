package io.tallystick.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {

  @TempDir Path folder;

  /** As when a client breaks off its Deliver in the middle of a replay. */
  @Test
  void a_reader_that_is_interrupted_does_not_close_the_file_for_the_writer() throws Exception {
    try (var segment = new Segment(folder.resolve("chain-000000.blocks"))) {
      var first = segment.append(bytes("first"));
      assertThat(readInterrupted(segment, first)).isEqualTo("first");
      var second = segment.append(bytes("second"));
      assertThat(readInterrupted(segment, second)).isEqualTo("second");
      assertThat(segment.size()).isEqualTo(2 * Segment.PREFIX + "firstsecond".length());
    }
  }

  private static String readInterrupted(Segment segment, long offset) throws Exception {
    var read = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(
            () -> {
              Thread.currentThread().interrupt();
              try {
                var found = (Segment.Found.Record) segment.read(offset);
                read.complete(new String(found.content(), StandardCharsets.UTF_8));
              } catch (Exception e) {
                read.completeExceptionally(e);
              }
            });
    return read.get();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
