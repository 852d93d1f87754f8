package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.RefusalCode.ATTESTATION_INVALID;
import static io.tallystick.vocabulary.ledger.RefusalCode.COMMITMENT_DOES_NOT_OPEN;
import static io.tallystick.vocabulary.ledger.RefusalCode.MALFORMED;
import static io.tallystick.vocabulary.ledger.RefusalCode.OPENING_MISSING;
import static io.tallystick.vocabulary.ledger.RefusalCode.PAPER_ON_KEYED_HEAD;
import static io.tallystick.vocabulary.ledger.RefusalCode.SCAN_MISSING;
import static io.tallystick.vocabulary.ledger.RefusalCode.SIGNATURE_INVALID;
import static io.tallystick.vocabulary.ledger.RefusalCode.STALE_VERSION;
import static io.tallystick.vocabulary.ledger.RefusalCode.VALIDITY_OUT_OF_RANGE;
import static io.tallystick.vocabulary.ledger.RefusalCode.WRONG_ORG;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.chaincode.rules.HeadOfConsents.Paper;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.ledger.Opening;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a custodian can record on paper, how it is marked, and where it stops. */
class PaperConsentRulesTest {

  private static final String SCAN = "5c".repeat(32);
  private static final Duration MONTH = HeadOfConsents.MONTH;

  private final World world = new World();
  private final HeadOfConsents head = new HeadOfConsents(world);
  private final ConsentSet set = head.setOf(head.statement("p1", "Observation"));

  @Test
  void a_consent_on_paper_is_marked_and_has_no_key() {
    assertThat(head.record("riverside", head.paper(SCAN, set, MONTH))).isEmpty();
    var recorded = head.head().orElseThrow();
    assertThat(recorded.onPaper()).isTrue();
    assertThat(recorded.scan()).isEqualTo(SCAN);
    assertThat(recorded.keyCommitment()).isNull();
    assertThat(head.record("riverside", head.paper("6d".repeat(32), set, MONTH))).isEmpty();
    assertThat(head.head().orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void only_the_custodian_records_paper_and_only_with_a_scan() {
    for (var other : new String[] {"summit", "harbor", "authority"}) {
      assertThat(head.record(other, head.paper(SCAN, set, MONTH))).contains(WRONG_ORG);
    }
    for (var no : new String[] {null, "", "scan.pdf", SCAN.toUpperCase(), SCAN + "00"}) {
      assertThat(head.record("riverside", head.paper(no, set, MONTH))).contains(SCAN_MISSING);
    }
    assertThat(head.head()).isEmpty();
  }

  @Test
  void paper_holds_for_a_year_at_most_and_says_what_it_committed_to() {
    assertThat(head.record("riverside", head.paper(SCAN, set, Duration.ofDays(367))))
        .contains(VALIDITY_OUT_OF_RANGE);
    assertThat(head.record("riverside", head.paper(SCAN, set, Duration.ofDays(29))))
        .contains(VALIDITY_OUT_OF_RANGE);
    var paper = head.paper(SCAN, set, MONTH);
    var wider = new Opening.PaperConsent(paper.opening().salt(), head.setOf());
    assertThat(head.record("riverside", new Paper(paper.operation(), wider)))
        .contains(COMMITMENT_DOES_NOT_OPEN);
    assertThat(head.record("riverside", new Paper(paper.operation(), null)))
        .contains(OPENING_MISSING);
    assertThat(head.record("riverside", paper)).isEmpty();
    assertThat(head.record("riverside", paper)).contains(STALE_VERSION);
  }

  @Test
  void paper_never_takes_the_place_of_a_key_not_even_after_a_revocation() {
    var patient = head.patient();
    assertThat(head.changed(patient, head.statement("s1", "Observation"))).isEmpty();
    assertThat(head.record("riverside", head.paper(SCAN, set, MONTH)))
        .contains(PAPER_ON_KEYED_HEAD);
    assertThat(head.revoke(world.custodianKey, null, null, null)).isEmpty();
    assertThat(head.record("riverside", head.paper(SCAN, set, MONTH)))
        .contains(PAPER_ON_KEYED_HEAD);
  }

  @Test
  void a_key_takes_paper_over_and_the_mark_is_gone() {
    var patient = head.patient();
    head.record("riverside", head.paper(SCAN, set, MONTH));
    assertThat(head.changed(patient, head.statement("s1", "Observation"))).isEmpty();
    var taken = head.head().orElseThrow();
    assertThat(taken.onPaper()).isFalse();
    assertThat(taken.scan()).isNull();
    assertThat(taken.keys()).isEqualTo(1);
    assertThat(head.record("riverside", head.paper(SCAN, set, MONTH)))
        .contains(PAPER_ON_KEYED_HEAD);
  }

  @Test
  void the_patient_revokes_paper_by_an_attested_key() {
    var patient = head.patient();
    head.record("riverside", head.paper(SCAN, set, MONTH));
    var key = World.jwk(patient.pair());
    var word = head.word(patient);
    var stranger = World.keyPair();
    assertThat(head.revoke(stranger, World.jwk(stranger), word, null))
        .contains(ATTESTATION_INVALID);
    assertThat(head.revoke(stranger, key, word, null)).contains(SIGNATURE_INVALID);
    assertThat(head.revoke(patient.pair(), key, word, SCAN)).contains(MALFORMED);
    assertThat(head.revoke(patient.pair(), key, word, null)).isEmpty();
    assertThat(head.head().orElseThrow().basis()).isEqualTo("patient-key");
  }

  @Test
  void or_on_paper_which_is_marked_too_and_paper_may_follow() {
    head.record("riverside", head.paper(SCAN, set, MONTH));
    assertThat(head.revoke(World.keyPair(), null, null, SCAN)).contains(SIGNATURE_INVALID);
    assertThat(head.revoke(world.custodianKey, null, null, "a form")).contains(MALFORMED);
    assertThat(head.revoke(world.custodianKey, null, null, "7e".repeat(32))).isEmpty();
    var ended = head.head().orElseThrow();
    assertThat(ended.onPaper()).isTrue();
    assertThat(ended.scan()).isEqualTo("7e".repeat(32));
    assertThat(head.record("riverside", head.paper(SCAN, set, MONTH))).isEmpty();
  }

  @Test
  void a_key_signed_head_may_be_revoked_on_paper() {
    assertThat(head.changed(head.patient(), head.statement("s1", "Observation"))).isEmpty();
    assertThat(head.revoke(world.custodianKey, null, null, SCAN)).isEmpty();
    assertThat(head.head().orElseThrow().onPaper()).isTrue();
  }
}
