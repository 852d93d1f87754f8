package io.tallystick.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.identity.SigningIdentity;
import io.tallystick.ledger.state.BlockPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.zip.CRC32C;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain too long to be read whole when it is opened; here every one is. */
class LongChainTest {

  private static final int BLOCKS = 12;

  @TempDir Path folder;
  private final List<String> repairs = new ArrayList<>();
  private SortedMap<Long, BlockPlace> index;

  @BeforeEach
  void write() {
    write("transaction ");
  }

  private void write(String transaction) {
    try (var files = BlockFiles.open(blocks(), 0, repairs::add)) {
      for (var i = 0; i < BLOCKS; i++) {
        append(files, transaction + i);
      }
      index = files.fresh(BLOCKS);
    }
  }

  private Path blocks() {
    return folder.resolve("blocks");
  }

  private Path file() {
    return blocks().resolve("chain-000000.blocks");
  }

  private void append(BlockFiles files, String transaction) {
    var orderer = CryptoMaterial.orderer(folder.resolve("crypto"));
    var signer = new BlockSigner(SigningIdentity.of(orderer.mspId(), orderer.node()));
    var block =
        signer.block(
            files.end().height(),
            files.end().headerHash(),
            List.of(ByteString.copyFromUtf8(transaction)));
    var codes = new TxValidationCode[] {TxValidationCode.VALID};
    files.append(BlockMetadataSlots.withCodes(block, codes, files.end().commitHash()));
  }

  private BlockFiles open() {
    return open(BLOCKS);
  }

  private BlockFiles open(long height) {
    return BlockFiles.open(
        blocks(),
        new BlockFiles.Remembered(height, number -> Optional.ofNullable(index.get(number))),
        repairs::add,
        0);
  }

  @Test
  void it_is_opened_at_its_last_block_and_can_be_read_checked_and_continued() {
    try (var files = open()) {
      assertThat(files.end().height()).isEqualTo(BLOCKS);
      for (var number = 0; number < BLOCKS; number++) {
        assertThat(files.read(number).getHeader().getNumber()).isEqualTo(number);
      }
      assertThatCode(() -> files.checkEarlier(() -> false)).doesNotThrowAnyException();
      append(files, "one more");
    }
    try (var files = open()) {
      assertThat(files.end().height()).isEqualTo(BLOCKS + 1);
      assertThat(files.fresh(BLOCKS + 1)).containsOnlyKeys((long) BLOCKS);
    }
    assertThat(repairs).isEmpty();
  }

  @Test
  void a_flipped_byte_of_an_earlier_block_is_never_served_and_found_by_the_check()
      throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var whole = Files.readAllBytes(file());
    var last = index.get(BLOCKS - 1L).offset();
    for (var round = 0; round < 200; round++) {
      var flipped = whole.clone();
      var at = random.nextInt((int) last);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file(), flipped);
      var damaged = blockAt(at);
      try (var files = open()) {
        assertThatThrownBy(() -> files.read(damaged))
            .as("seed %d, byte %d", seed, at)
            .isInstanceOf(CorruptChainException.class)
            .hasMessageContaining("block " + damaged)
            .hasMessageContaining("chain-000000.blocks");
        assertThatThrownBy(() -> files.checkEarlier(() -> false))
            .as("seed %d, byte %d", seed, at)
            .isInstanceOf(CorruptChainException.class)
            .hasMessageContaining("block " + damaged);
      }
    }
  }

  private long blockAt(int offset) {
    return index.values().stream().filter(place -> place.offset() <= offset).count() - 1;
  }

  @Test
  void a_block_that_was_changed_together_with_its_checksum_is_not_the_one_committed()
      throws Exception {
    var bytes = Files.readAllBytes(file());
    var at = (int) index.get(5L).offset();
    var length = ByteBuffer.wrap(bytes).getInt(at);
    var text = new String(bytes, at + Segment.PREFIX, length, StandardCharsets.ISO_8859_1);
    bytes[at + Segment.PREFIX + text.indexOf("transaction 5")] = 'T';
    var crc = new CRC32C();
    crc.update(bytes, at, 4);
    crc.update(bytes, at + Segment.PREFIX, length);
    ByteBuffer.wrap(bytes).putInt(at + 4, (int) crc.getValue());
    Files.write(file(), bytes);

    try (var files = open()) {
      assertThatThrownBy(() -> files.read(5)).isInstanceOf(CorruptChainException.class);
      assertThatThrownBy(() -> files.checkEarlier(() -> false))
          .hasMessageContaining("block 5 holds transactions that don't match its data hash");
    }
  }

  @Test
  void damage_in_the_last_block_or_behind_it_is_found_when_opening() throws Exception {
    var whole = Files.readAllBytes(file());
    var last = (int) index.get(BLOCKS - 1L).offset();
    for (var at = last; at < whole.length; at += 41) {
      var flipped = whole.clone();
      flipped[at] ^= 1;
      Files.write(file(), flipped);
      assertThatThrownBy(this::open)
          .as("byte %d", at)
          .isInstanceOf(CorruptChainException.class)
          .hasMessageContaining("block " + (BLOCKS - 1));
    }
  }

  @Test
  void a_chain_that_was_cut_emptied_or_replaced_is_not_opened() throws Exception {
    var whole = Files.readAllBytes(file());
    for (var length : List.of(whole.length - 1, (int) index.get(BLOCKS - 1L).offset(), 100)) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThatThrownBy(this::open)
          .as("cut to %d bytes", length)
          .isInstanceOf(CorruptChainException.class)
          .hasMessageContaining("block " + (BLOCKS - 1));
    }
    Files.delete(file());
    assertThatThrownBy(this::open)
        .isInstanceOf(CorruptChainException.class)
        .hasMessageContaining("ends before block 0, which was committed");

    var mine = index;
    write("transaction of another chain "); // signed by the same orderer
    index = mine;
    assertThatThrownBy(this::open).isInstanceOf(CorruptChainException.class);
    assertThatThrownBy(
            () ->
                BlockFiles.open(
                    blocks(),
                    new BlockFiles.Remembered(BLOCKS, n -> Optional.of(mine.get(n))),
                    repairs::add))
        .hasMessageContaining("is not the one that was committed");
  }

  @Test
  void blocks_that_the_state_lacks_are_read_behind_the_last_one_it_has() throws IOException {
    try (var files = open(4)) {
      assertThat(files.end().height()).isEqualTo(BLOCKS);
      assertThat(files.fresh(BLOCKS)).containsOnlyKeys(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }
    var torn = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(torn, torn.length - 7));
    try (var files = open(4)) {
      assertThat(files.end().height()).isEqualTo(BLOCKS - 1);
      assertThat(repairs).singleElement().asString().contains("unfinished block 11");
    }
  }
}
