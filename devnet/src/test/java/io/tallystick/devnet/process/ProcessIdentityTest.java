package io.tallystick.devnet.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

  @Test
  void a_process_is_recognised_while_it_lives_and_not_after() throws Exception {
    var process = new ProcessBuilder("sleep", "600").start();
    var identity = ProcessIdentity.of(process.pid()).orElseThrow();
    assertThat(identity.isAlive()).isTrue();
    assertThat(identity.residentBytes()).isPositive();

    process.destroyForcibly().waitFor();

    assertThat(identity.isAlive()).isFalse();
    assertThat(identity.handle()).isEmpty();
  }

  @Test
  void the_same_pid_started_at_another_time_is_another_process() {
    var self = ProcessIdentity.self();
    assertThat(new ProcessIdentity(self.pid(), self.startTicks() - 1, self.bootId()).isAlive())
        .isFalse();
    assertThat(new ProcessIdentity(self.pid(), self.startTicks(), "earlier boot").isAlive())
        .isFalse();
  }
}
