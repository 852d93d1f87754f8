package io.tallystick.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.verify.chain.Rules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainVerifierTest {

  @Test
  void a_chain_as_the_ledger_wrote_it_has_no_problem(@TempDir Path folder) throws Exception {
    var chain = ShortChain.make(folder, 42);
    var verified = new Verified(Rules.devLedger("tallystick"));
    chain.blocks().forEach(verified::add);
    assertThat(verified.findings()).isEmpty();
    assertThat(verified.chain().height()).isGreaterThan(10);
    assertThat(verified.chronicle().claims()).isEqualTo(4);
  }
}
