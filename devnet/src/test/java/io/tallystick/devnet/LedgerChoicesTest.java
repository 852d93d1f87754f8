package io.tallystick.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.LedgerChoice.Kind;
import io.tallystick.devnet.layout.Mark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Where no Fabric is installed; a developer with one sees it used instead. */
@DisabledIfEnvironmentVariable(named = "FABRIC_HOME", matches = ".+")
class LedgerChoicesTest {

  private static final LedgerChoice FABRIC = new LedgerChoice(Kind.FABRIC, "/opt/fabric", 20);

  @TempDir private Path folder;

  @Test
  void asking_for_fabric_without_saying_where_it_is_says_what_is_missing() {
    assertThatThrownBy(() -> Devnet.at(folder, 0).on(Kind.FABRIC, Optional.empty()))
        .isInstanceOf(DevnetFailure.class)
        .hasMessageStartingWith("FABRIC_HOME isn't set");
  }

  @Test
  void the_state_folder_remembers_its_ledger() {
    Mark.of(7, FABRIC).write(new Home(folder));
    assertThat(Devnet.at(folder).ledger()).isEqualTo(FABRIC);
    assertThat(Devnet.at(folder).ports().offset()).isEqualTo(7);
    assertThat(Devnet.at(folder).on(Kind.FABRIC, Optional.empty()).ledger()).isEqualTo(FABRIC);
  }

  @Test
  void a_folder_from_before_there_was_a_choice_is_on_the_dev_ledger() throws Exception {
    Files.writeString(folder.resolve("devnet.json"), "{\"offset\": 5}\n");
    assertThat(Devnet.at(folder).ledger()).isEqualTo(LedgerChoice.DEV);
  }

  @Test
  void another_ledger_or_batch_timeout_than_it_was_made_with_is_refused() {
    Mark.of(0, FABRIC).write(new Home(folder));
    assertThatThrownBy(() -> Devnet.at(folder).on(Kind.DEV, Optional.empty()).up(List.of()))
        .isInstanceOf(DevnetFailure.class)
        .hasMessageContaining("was made with --ledger fabric: use that, or reset it first");
    var slower = Devnet.at(folder).on(Kind.FABRIC, Optional.of(Duration.ofMillis(50)));
    assertThatThrownBy(() -> slower.up(List.of()))
        .isInstanceOf(DevnetFailure.class)
        .hasMessageContaining("was made with --batch-timeout 20");
  }

  @Test
  void fabric_that_is_gone_is_named_before_anything_starts() {
    Mark.of(0, FABRIC).write(new Home(folder));
    assertThatThrownBy(() -> Devnet.at(folder).up(List.of()))
        .isInstanceOf(DevnetFailure.class)
        .hasMessageContaining("/opt/fabric is no complete Fabric release: bin/peer");
  }
}
