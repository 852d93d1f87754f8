package io.tallystick.vocabulary.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.vocabulary.ledger.LedgerOperation.PendClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.ledger.Opening;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

  private static final PendClaim PEND =
      new PendClaim("op", "c1", 3, PendReason.REVIEW, Instant.parse("2026-11-23T10:00:00.500Z"));

  @Test
  void keys_are_sorted_without_white_space_and_without_the_transaction_name() {
    assertThat(CanonicalJson.text(PEND))
        .isEqualTo(
            "{\"claimId\":\"c1\",\"deadline\":\"2026-11-23T10:00:00.500Z\","
                + "\"expectedVersion\":3,\"opId\":\"op\",\"reason\":\"REVIEW\"}");
  }

  @Test
  void a_value_survives_and_so_do_its_bytes() {
    assertThat(CanonicalJson.read(CanonicalJson.bytes(PEND), PendClaim.class)).isEqualTo(PEND);
    var opening = new Opening.Document(new byte[] {1, 2}, new byte[] {3}, null);
    var again = CanonicalJson.read(CanonicalJson.bytes(opening), Opening.Document.class);
    assertThat(again.salt()).containsExactly(1, 2);
    assertThat(again.billToken()).isNull();
  }

  @Test
  void unknown_repeated_or_missing_members_are_refused() {
    for (var json :
        new String[] {
          "{\"opId\":\"a\",\"surprise\":1,\"expectedVersion\":1}",
          "{\"opId\":\"a\",\"opId\":\"b\",\"expectedVersion\":1}",
          "{\"opId\":\"a\",\"expectedVersion\":null}",
          "{\"deadline\":\"yesterday\",\"expectedVersion\":1}",
          "[]",
          "{"
        }) {
      assertThatThrownBy(() -> CanonicalJson.read(json, PendClaim.class))
          .isInstanceOf(CanonicalJson.MalformedJson.class)
          .hasMessage("not a PendClaim in JSON");
    }
  }
}
