package io.tallystick.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Mark;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

  @TempDir private Path folder;

  @Test
  void a_folder_of_an_earlier_version_is_not_taken_for_one_of_this() {
    var home = new Home(folder);
    OwnerOnly.write(folder.resolve("devnet.json"), "{\"offset\": 0}\n");
    assertThatThrownBy(() -> LedgerChoices.check(Mark.of(0, LedgerChoice.DEV), home))
        .isInstanceOf(DevnetFailure.class)
        .hasMessageEndingWith(
            "was made by another version of Tallystick: ./tallystick reset deletes it.");
  }

  @Test
  void a_folder_of_this_version_is_used_again_with_its_own_ports_only() {
    var home = new Home(folder);
    var mark = Mark.of(1000, LedgerChoice.DEV);
    mark.write(home);
    LedgerChoices.check(mark, home);
    assertThat(Mark.read(home)).contains(mark);
    assertThatThrownBy(() -> LedgerChoices.check(Mark.of(0, LedgerChoice.DEV), home))
        .isInstanceOf(DevnetFailure.class)
        .hasMessageContaining("--port-offset 1000");
  }
}
