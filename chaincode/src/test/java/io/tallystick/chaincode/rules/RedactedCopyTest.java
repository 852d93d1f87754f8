package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.RefusalCode.ATTRIBUTES_NOT_COMMITTED;
import static io.tallystick.vocabulary.ledger.RefusalCode.CONSENT_DOES_NOT_PERMIT;
import static io.tallystick.vocabulary.ledger.RefusalCode.SIGNATURE_INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.ledger.LedgerOperation.PermitAccess;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A custodian that calls something redacted gains nothing by it (ADR 0017). */
class RedactedCopyTest {

  private static final Provision REPORTS =
      new Provision(Effect.PERMIT, null, List.of("DiagnosticReport"), null, null, null, null, null);

  private final World world = new World();
  private final Patient patient = new Patient(world);
  private final PublishedRecord record =
      new PublishedRecord(world, "DiagnosticReport", "Condition", "Encounter");
  private final PrivateKey custodian = world.custodianKey.getPrivate();
  private ConsentSet set;
  private byte[] salt;

  @BeforeEach
  void a_record_and_a_consent_to_reports_but_to_no_sensitive_ones() {
    set = patient.set(List.of(REPORTS));
    salt = world.salt();
    var grant = patient.grant(1, null, set, salt);
    assertThat(
            world.as("riverside", grant.opening(), s -> ConsentRules.change(grant.operation(), s)))
        .isEmpty();
    record.publish();
  }

  @Test
  void a_copy_without_its_words_is_permitted_where_the_original_is_not() {
    assertThat(permit(record.release(salt, set, "DiagnosticReport")))
        .contains(CONSENT_DOES_NOT_PERMIT);
    assertThat(permit(record.derived(salt, set, "DiagnosticReport", custodian))).isEmpty();
  }

  @Test
  void a_copy_of_what_no_consent_permits_is_refused() {
    assertThat(permit(record.derived(salt, set, "Condition", custodian)))
        .contains(CONSENT_DOES_NOT_PERMIT);
  }

  @Test
  void a_copy_that_the_custodian_does_not_sign_for_is_refused() {
    assertThat(permit(record.derived(salt, set, "DiagnosticReport", null)))
        .contains(SIGNATURE_INVALID);
    assertThat(permit(record.derived(salt, set, "DiagnosticReport", patient.key.getPrivate())))
        .contains(SIGNATURE_INVALID);
    var other = record.derived(salt, set, "DiagnosticReport", custodian);
    var signed = record.derived(salt, set, "DiagnosticReport", custodian);
    assertThat(permit(with(signed, signed.leaves(), other.redactions())))
        .as("a signature for another copy")
        .contains(SIGNATURE_INVALID);
  }

  @Test
  void a_copy_is_said_to_be_one_and_named() {
    var given = record.derived(salt, set, "DiagnosticReport", custodian);
    var leaf = given.leaves().getFirst();
    var unnamed = new ReleasedLeaf(leaf.recordId(), leaf.index(), true, leaf.attributes());
    assertThat(permit(with(given, List.of(unnamed), given.redactions())))
        .contains(ATTRIBUTES_NOT_COMMITTED);
    var asOriginal =
        new ReleasedLeaf(
            leaf.recordId(), leaf.index(), false, leaf.attributes(), List.of(), leaf.copy());
    assertThat(permit(with(given, List.of(asOriginal), given.redactions())))
        .contains(ATTRIBUTES_NOT_COMMITTED);
  }

  @Test
  void what_is_left_without_words_is_not_for_the_release_to_say() {
    var given = record.derived(salt, set, "DiagnosticReport", custodian);
    var leaf = given.leaves().getFirst();
    var harmless =
        new ResourceAttributes(
            "DiagnosticReport", List.of(), List.of(), null, List.of(), List.of());
    var relabelled =
        new ReleasedLeaf(leaf.recordId(), leaf.index(), true, harmless, List.of(), leaf.copy());
    assertThat(permit(with(given, List.of(relabelled), given.redactions())))
        .contains(ATTRIBUTES_NOT_COMMITTED);
  }

  private static Opening.Release with(
      Opening.Release given, List<ReleasedLeaf> leaves, String redactions) {
    return new Opening.Release(
        given.salt(),
        given.set(),
        given.releaseSalt(),
        leaves,
        given.proofs(),
        null,
        null,
        redactions);
  }

  private Optional<RefusalCode> permit(Opening.Release opening) {
    var op =
        new PermitAccess(
            world.id(),
            world.id(),
            "harbor",
            patient.headId,
            1,
            "HPAYMT",
            null,
            PublishedRecord.commitment(opening),
            world.now.plus(Duration.ofSeconds(60)));
    return world.as("riverside", opening, s -> AccessRules.permit(op, s));
  }
}
