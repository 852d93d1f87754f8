package io.tallystick.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.verify.anchor.Anchor;
import io.tallystick.cli.verify.anchor.Certificate;
import io.tallystick.cli.verify.anchor.CertificatePage;
import io.tallystick.cli.verify.anchor.CheckCertificate;
import io.tallystick.cli.verify.anchor.IssueCertificate;
import io.tallystick.cli.verify.anchor.Opened;
import io.tallystick.cli.verify.chain.Rules;
import io.tallystick.vocabulary.commitment.Commitment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {

  private static final long SEED = 7;
  private static final Rules RULES = Rules.devLedger("tallystick");

  @TempDir private static Path folder;
  private static Verified verified;
  private static Opened opened;
  private static String settled;
  private static byte[] json;

  @BeforeAll
  static void issue() throws Exception {
    var chain = ShortChain.make(folder, SEED);
    var blocks = chain.blocks();
    verified = new Verified(RULES);
    blocks.forEach(verified::add);
    settled = chain.settled();
    opened = new Opened(ShortChain.DOCUMENT, chain.salt(), null);
    var anchor = anchor(opened);
    json =
        new IssueCertificate(verified, "tallystick", RULES, number -> blocks.get((int) number))
            .issue(opened, anchor, Instant.parse("2026-11-23T22:00:00Z"))
            .json();
  }

  @Test
  void a_certificate_says_where_when_and_by_whom_a_document_was_anchored() {
    var certificate = Certificate.read(json);
    assertThat(certificate.entry().key()).isEqualTo("claim~" + settled);
    assertThat(certificate.entry().field()).isEqualTo("commitment");
    assertThat(certificate.transaction().name()).isEqualTo("claim:submit");
    assertThat(certificate.transaction().submittedBy()).isEqualTo("RiversideMSP");
    assertThat(certificate.transaction().endorsedBy())
        .containsExactlyInAnyOrder("RiversideMSP", "HarborMSP");
    assertThat(CertificatePage.of(certificate, "c.json"))
        .contains(certificate.transaction().txid(), "RiversideMSP", certificate.commitment());
  }

  @Test
  void it_holds_without_a_network_and_opens_with_the_document_only() {
    var certificate = Certificate.read(json);
    assertThat(CheckCertificate.problems(certificate, opened)).isEmpty();
    assertThat(CheckCertificate.problems(certificate, null)).isEmpty();
    var another = "another document".getBytes(StandardCharsets.UTF_8);
    assertThat(CheckCertificate.problems(certificate, new Opened(another, opened.salt(), null)))
        .isNotEmpty();
  }

  @Test
  void neither_document_nor_salt_is_in_it() {
    var text = new String(json, StandardCharsets.UTF_8);
    assertThat(text)
        .doesNotContain(Base64.getEncoder().encodeToString(opened.salt()))
        .doesNotContain(new String(opened.document(), StandardCharsets.UTF_8));
  }

  @Test
  void a_document_that_nobody_anchored_has_no_anchor() {
    var guess = new Opened(ShortChain.DOCUMENT, new byte[Commitment.SALT_BYTES], null);
    assertThat(Anchor.of(Commitment.to(guess.salt(), guess.document()).hex(), verified.chronicle()))
        .isEmpty();
  }

  /** How long the chain was and when the certificate was issued is said and not proven. */
  @Test
  void a_certificate_changed_anywhere_is_refuted_or_no_certificate() {
    var random = new Random(SEED);
    var whole = Certificate.read(json);
    for (int i = 0; i < 300; i++) {
      var changed = json.clone();
      changed[random.nextInt(json.length)] ^= (byte) (1 << random.nextInt(7));
      Certificate read;
      try {
        read = Certificate.read(changed);
      } catch (IllegalArgumentException noCertificate) {
        continue;
      }
      if (sameButUnproven(read, whole)) continue;
      assertThat(CheckCertificate.problems(read, opened)).as("change %d", i).isNotEmpty();
    }
  }

  private static boolean sameButUnproven(Certificate some, Certificate whole) {
    return new String(unproven(some, whole).json(), StandardCharsets.UTF_8)
        .equals(new String(json, StandardCharsets.UTF_8));
  }

  private static Certificate unproven(Certificate c, Certificate whole) {
    return new Certificate(
        c.format(),
        c.channel(),
        c.chaincode(),
        c.commitment(),
        c.leaf(),
        c.entry(),
        c.transaction(),
        c.place(),
        c.proof(),
        whole.chain(),
        whole.issuedAt());
  }

  private static Anchor anchor(Opened document) {
    return Anchor.of(
            Commitment.to(document.salt(), document.document()).hex(), verified.chronicle())
        .orElseThrow();
  }
}
