package io.tallystick.cli.verify;

import io.tallystick.cli.verify.anchor.Anchor;
import io.tallystick.cli.verify.anchor.Certificate;
import io.tallystick.cli.verify.anchor.CertificatePage;
import io.tallystick.cli.verify.anchor.CheckCertificate;
import io.tallystick.cli.verify.anchor.IssueCertificate;
import io.tallystick.cli.verify.anchor.Opened;
import io.tallystick.cli.verify.reach.Peer;
import io.tallystick.cli.verify.reach.Surroundings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What {@code verify} does with one document: find its anchor, certify it, recheck a certificate.
 */
final class DocumentProof {

  private final Path document;
  private final String salt;
  private final Path leaf;

  /**
   * @param document null if there is none
   */
  DocumentProof(Path document, String salt, Path leaf) {
    this.document = document;
    this.salt = salt;
    this.leaf = leaf;
  }

  /** False if no verified block holds its commitment. */
  boolean prove(Verified verified, Surroundings surroundings, Path to, PrintStream out)
      throws IOException {
    var opened = Opened.read(document, salt, leaf);
    var anchor =
        opened.leadsThere()
            ? Anchor.of(opened.anchored(), verified.chronicle())
            : Optional.<Anchor>empty();
    if (anchor.isEmpty()) {
      out.printf(
          "not anchored: none of %d blocks holds a commitment that this document and salt open%n",
          verified.chain().height());
      return false;
    }
    try (var peer = Peer.at(surroundings.peers().getFirst(), surroundings.channel())) {
      var issue =
          new IssueCertificate(verified, surroundings.channel(), surroundings.rules(), peer::block);
      var certificate = issue.issue(opened, anchor.get(), Clock.systemUTC().instant());
      Files.write(to, certificate.json());
      var page = page(to);
      Files.writeString(page, CertificatePage.of(certificate, to.getFileName().toString()));
      print(certificate, out);
      out.printf("certificate: %s, to print: %s%n", to, page);
      return true;
    }
  }

  /** False if something in it doesn't hold. */
  boolean recheck(Path file, PrintStream out) throws IOException {
    var certificate = Certificate.read(Files.readAllBytes(file));
    var opened = document == null ? null : Opened.read(document, salt, leaf);
    var problems = CheckCertificate.problems(certificate, opened);
    problems.forEach(problem -> out.println("CERTIFICATE_REFUTED: " + problem));
    if (!problems.isEmpty()) return false;
    print(certificate, out);
    out.printf(
        "holds, if the consortium's configuration block has hash %s%n",
        CheckCertificate.configurationHash(certificate));
    if (opened == null) {
      out.println("not checked: which document it is of (--document and --salt tell)");
    }
    return true;
  }

  private static Path page(Path json) {
    var name = json.getFileName().toString().replaceFirst("\\.json$", "") + ".html";
    return json.resolveSibling(name);
  }

  private static void print(Certificate certificate, PrintStream out) {
    var transaction = certificate.transaction();
    out.printf(
        "anchored: %s of %s%n  at %s by %s, endorsed by %s%n  in transaction %s of block %d, ordered by %s%n",
        certificate.entry().field(),
        certificate.entry().key(),
        transaction.at(),
        transaction.submittedBy(),
        String.join(", ", transaction.endorsedBy()),
        transaction.txid(),
        certificate.place().block(),
        String.join(", ", certificate.place().orderedBy()));
  }
}
