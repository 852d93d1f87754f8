package io.tallystick.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.chain.Rules;
import io.tallystick.cli.verify.chain.WorldState.Stored;
import io.tallystick.cli.verify.copies.CompareState;
import io.tallystick.cli.verify.copies.Copy;
import io.tallystick.ledger.block.BlockFiles;
import io.tallystick.ledger.block.CorruptChainException;
import io.tallystick.ledger.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.Block;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short chain's files, changed at uniformly random places: an undetected change fails. */
class TamperedLedgerTest {

  private static final long SEED = Long.getLong("tests.seed", 20261123L);
  private static final Rules RULES = Rules.devLedger("tallystick");

  @TempDir private static Path folder;
  private static List<byte[]> records;
  private static Path blockFile;
  private static Path stateFolder;
  private static Copy witness;

  /** What follows from the first so many blocks. */
  private static final List<Map<String, Stored>> STATES = new ArrayList<>();

  @BeforeAll
  static void make() throws Exception {
    System.out.println("seed " + SEED + " (-Dtests.seed)");
    var chain = ShortChain.make(folder, SEED);
    stateFolder = chain.data().resolve("state");
    try (var files = Files.list(chain.data().resolve("blocks"))) {
      blockFile = files.toList().getFirst();
    }
    records = BlockRecords.read(Files.readAllBytes(blockFile));
    var verified = new Verified(RULES);
    STATES.add(Map.of());
    for (var record : records) {
      verified.add(Block.parseFrom(record));
      STATES.add(new TreeMap<>(verified.chain().state().of("tallystick")));
    }
    assertThat(verified.findings()).isEmpty();
    var seen = new Copy.Witness(records.size(), verified.headerHash(records.size() - 1));
    witness = new Copy("authority-claim-service", "authority", seen, seen, Map.of());
  }

  @Test
  void whatever_is_done_to_a_file_of_blocks_is_noticed() throws Exception {
    var random = new Random(SEED);
    var file = Files.readAllBytes(blockFile);
    for (int i = 0; i < 600; i++) {
      var mutation = Mutation.any(random);
      var changed = mutation.of(file, random);
      if (Arrays.equals(changed, file)) continue;
      assertThat(noticedOnOpening(changed, i)).as("%s, mutation %d", mutation, i).isTrue();
    }
  }

  @Test
  void whoever_repairs_checksums_is_found_out_by_hashes_signatures_and_witnesses() {
    var random = new Random(SEED + 1);
    for (int i = 0; i < 600; i++) {
      var mutation = Mutation.any(random);
      var changed = mutation.of(records, random);
      if (isSame(changed, records)) continue;
      assertThat(problems(BlockRecords.read(BlockRecords.write(changed))))
          .as("%s of blocks, mutation %d", mutation, i)
          .isNotEmpty();
    }
  }

  @Test
  void bytes_changed_anywhere_within_blocks_are_found_although_checksums_fit() {
    var random = new Random(SEED + 2);
    for (int i = 0; i < 600; i++) {
      var changed = new ArrayList<>(records);
      int at = random.nextInt(records.size());
      var mutation = Mutation.any(random);
      changed.set(at, mutation.of(records.get(at), random));
      if (isSame(changed, records)) continue;
      assertThat(problems(changed)).as("%s in block %d, mutation %d", mutation, at, i).isNotEmpty();
    }
  }

  /**
   * The state follows from the blocks. After any change it either can't be opened (and is rebuilt),
   * or differs (and is named), or is what follows from the chain's first blocks, from where the
   * ledger goes on: then nothing of meaning was changed.
   */
  @Test
  void a_changed_state_is_unreadable_named_or_still_what_follows_from_the_blocks()
      throws Exception {
    var random = new Random(SEED + 3);
    var files = files(stateFolder);
    int unreadable = 0;
    int named = 0;
    int equal = 0;
    for (int i = 0; i < 150; i++) {
      var file = files.get(random.nextInt(files.size()));
      var bytes = Files.readAllBytes(file);
      var copy = copyOf(stateFolder, "state-" + i);
      Files.write(copy.resolve(file.getFileName()), Mutation.any(random).of(bytes, random));
      switch (verdict(copy)) {
        case UNREADABLE -> unreadable++;
        case NAMED -> named++;
        case EQUAL -> equal++;
      }
    }
    System.out.printf("state: %d unreadable, %d named, %d equal%n", unreadable, named, equal);
    assertThat(unreadable + named + equal).isEqualTo(150);
  }

  private enum Verdict {
    UNREADABLE,
    NAMED,
    EQUAL
  }

  private static Verdict verdict(Path copy) {
    try (var store = StateStore.open(copy)) {
      var present = new TreeMap<String, Stored>();
      try (var snapshot = store.snapshot()) {
        snapshot.range(
            "tallystick",
            "",
            "",
            (key, found) -> {
              var version = found.version();
              present.put(
                  key,
                  new Stored(
                      found.value(), found.policy(), version.block(), version.transaction()));
              return true;
            });
      }
      long height = store.height();
      if (height < 0 || height >= STATES.size()) return Verdict.NAMED;
      var findings = new ArrayList<Finding>();
      new CompareState("state", findings::add).compare(STATES.get((int) height), present);
      return findings.isEmpty() ? Verdict.EQUAL : Verdict.NAMED;
    } catch (RuntimeException notToBeOpened) {
      return Verdict.UNREADABLE;
    }
  }

  /** As the ledger and verify read it: opening names what is wrong, or repairs and reports it. */
  private static boolean noticedOnOpening(byte[] file, int i) throws IOException {
    var copy = Files.createDirectories(folder.resolve("blocks-" + i));
    Files.write(copy.resolve(blockFile.getFileName()), file);
    var repaired = new ArrayList<String>();
    try (var files = BlockFiles.open(copy, 0, repaired::add)) {
      var blocks = new ArrayList<byte[]>();
      for (long n = 0; n < files.end().height(); n++) blocks.add(files.read(n).toByteArray());
      return !repaired.isEmpty() || !problems(blocks).isEmpty();
    } catch (CorruptChainException named) {
      return true;
    }
  }

  private static List<Finding> problems(List<byte[]> blocks) {
    var verified = new Verified(RULES);
    for (var block : blocks) {
      try {
        verified.add(Block.parseFrom(block));
      } catch (InvalidProtocolBufferException noBlock) {
        return List.of(new Finding(Problem.BLOCK_MALFORMED, null, null, null, null, ""));
      }
    }
    verified.compare(witness);
    return verified.findings();
  }

  private static boolean isSame(List<byte[]> some, List<byte[]> others) {
    return some.stream()
        .map(ByteString::copyFrom)
        .toList()
        .equals(others.stream().map(ByteString::copyFrom).toList());
  }

  private static Path copyOf(Path from, String name) throws IOException {
    var to = Files.createDirectories(folder.resolve(name));
    for (var file : files(from)) Files.copy(file, to.resolve(file.getFileName()));
    return to;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toFile().length() > 0)
          .sorted()
          .toList();
    }
  }
}
