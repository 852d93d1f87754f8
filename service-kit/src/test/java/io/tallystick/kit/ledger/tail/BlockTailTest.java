package io.tallystick.kit.ledger.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.org.Org;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Deployed
class BlockTailTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LedgerView ledger;
  @Inject TailProgress tail;
  @Inject Orgs orgs;
  @Inject Ids ids;

  @Test
  void the_consortium_is_known_from_the_chain() throws Exception {
    assertThat(tail.await(1, PATIENCE)).isTrue();
    assertThat(orgs.active()).extracting(Org::id).contains("riverside", "harbor", "authority");
    assertThat(orgs.byMsp("HarborMSP")).map(Org::id).contains("harbor");
  }

  @Test
  void another_institutions_record_is_read_with_who_and_when() throws Exception {
    var publish = new PublishRecord(ids.next(), ids.next(), "cd".repeat(32), 1);
    var receipt = TestInstitution.of("summit").submit(publish, null, "summit", "harbor");

    assertThat(tail.await(receipt.block(), PATIENCE)).isTrue();
    assertThat(ledger.operation(publish.opId()))
        .hasValueSatisfying(
            fact -> {
              assertThat(fact.txid()).isEqualTo(receipt.txid());
              assertThat(fact.creatorMsp()).isEqualTo("SummitMSP");
              assertThat(fact.block()).isEqualTo(receipt.block());
            });
  }

  @Test
  void an_entry_without_its_partys_endorsement_is_not_believed() throws Exception {
    var publish = new PublishRecord(ids.next(), ids.next(), "ef".repeat(32), 1);
    var receipt = TestInstitution.of("summit").submit(publish, null, "harbor", "authority");

    assertThat(tail.await(receipt.block(), PATIENCE)).isTrue();
    assertThat(ledger.operation(publish.opId())).isEmpty();
    assertThat(ledger.entry(LedgerKeys.record(publish.recordId()), LedgerEntry.Record.class))
        .isEmpty();
  }
}
