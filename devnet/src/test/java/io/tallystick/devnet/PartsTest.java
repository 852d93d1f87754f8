package io.tallystick.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.part.Part;
import io.tallystick.devnet.part.Parts;
import io.tallystick.devnet.secret.Secrets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {

  @TempDir private Path folder;

  @Test
  void no_two_parts_want_the_same_port() {
    assertThat(parts().all().stream().flatMap(part -> part.ports().stream()).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void asking_for_a_part_asks_for_what_it_needs() {
    assertThat(parts().withNeeds(List.of("riverside-claim-service")))
        .containsExactly(
            "chaincode", "kafka", "keycloak", "ledger", "postgres", "riverside-claim-service");
    assertThat(parts().withNeeds(List.of("kafka"))).containsExactly("kafka");
  }

  @Test
  void an_unknown_part_is_answered_with_the_known_ones() {
    assertThatThrownBy(() -> parts().withNeeds(List.of("kafak")))
        .isInstanceOf(DevnetFailure.class)
        .hasMessageStartingWith("There is no part kafak; the parts are postgres, keycloak");
  }

  @Test
  void every_institution_runs_what_it_should() {
    assertThat(parts().all().stream().map(Part::name))
        .contains(
            "riverside-hospital-gateway",
            "summit-claim-service",
            "authority-claim-service",
            "harbor-insurer-service",
            "meridian-insurer-service",
            "portal");
  }

  @Test
  void on_fabric_the_ledger_is_an_orderer_and_everyones_peer() {
    var parts = parts(new LedgerChoice(LedgerChoice.Kind.FABRIC, "/opt/fabric", 10));
    assertThat(parts.withNeeds(List.of("riverside-claim-service")))
        .containsExactly(
            "authority-peer",
            "chaincode",
            "harbor-peer",
            "kafka",
            "keycloak",
            "meridian-peer",
            "orderer",
            "postgres",
            "riverside-claim-service",
            "riverside-peer",
            "summit-peer");
    assertThat(parts.all().stream().flatMap(part -> part.ports().stream()).toList())
        .doesNotHaveDuplicates()
        .contains(7051, 7052, 7053, 7054, 7055, 7060);
  }

  private Parts parts() {
    return parts(LedgerChoice.DEV);
  }

  private Parts parts(LedgerChoice ledger) {
    var home = new Home(folder);
    return Parts.of(home, new Installation(folder), new Ports(0), Secrets.of(home), ledger);
  }
}
