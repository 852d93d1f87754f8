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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CertificateTest {

  private static final long SEED = 7;
  private static final Rules RULES = Rules.devLedger("tallystick");

  @TempDir private static Path folder;
  private static ShortChain chain;
  private static Verified verified;
  private static Opened opened;
  private static String settled;
  private static byte[] json;

  @BeforeAll
  static void issue() throws Exception {
    chain = ShortChain.make(folder, SEED);
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

  /** As a holder of the document does it: against a peer, then without one. */
  @Test
  void the_command_writes_a_certificate_and_a_page_and_rechecks_them(@TempDir Path holder)
      throws Exception {
    var document = Files.write(holder.resolve("claim.json"), ShortChain.DOCUMENT).toString();
    var salt = HexFormat.of().formatHex(opened.salt());
    var out = holder.resolve("certificate.json");
    try (var ledger = chain.reopened()) {
      var devnet =
          List.of(
              "--home",
              folder.toString(),
              "--port-offset",
              String.valueOf(ledger.gatewayPort("RiversideMSP") - 7051),
              "--org",
              "riverside",
              "--out",
              out.toString());
      assertThat(verify(devnet, "--document", document, "--salt", "00".repeat(32))).isEqualTo(1);
      assertThat(out).doesNotExist();
      assertThat(verify(devnet, "--document", document, "--salt", salt)).isZero();
    }
    assertThat(Certificate.read(Files.readAllBytes(out)).entry().key())
        .isEqualTo("claim~" + settled);
    assertThat(holder.resolve("certificate.html"))
        .content()
        .contains("RiversideMSP", Certificate.read(json).transaction().txid());

    var alone = List.of("--certificate", out.toString());
    assertThat(verify(alone)).isZero();
    assertThat(verify(alone, "--document", document, "--salt", salt)).isZero();
    var another = Files.writeString(holder.resolve("another.json"), "another").toString();
    assertThat(verify(alone, "--document", another, "--salt", salt)).isEqualTo(1);
  }

  private static int verify(List<String> options, String... more) {
    var all = Stream.concat(options.stream(), Stream.of(more)).toArray(String[]::new);
    return new CommandLine(new VerifyCommand()).execute(all);
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
