package io.tallystick.cli.verify.anchor;

import java.util.List;

/** A certificate as a page to print: one file, nothing fetched. */
public final class CertificatePage {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Anchor certificate %2$s</title>
      <style>
      body { font: 11pt/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; color: #111; }
      h1 { font-size: 1.5rem; border-bottom: 2px solid #111; }
      dt { font-weight: bold; margin-top: .6rem; }
      dd { margin: 0; overflow-wrap: anywhere; }
      code { font: 9.5pt/1.4 monospace; }
      @page { margin: 2cm; }
      </style>
      </head>
      <body>
      <h1>Certificate: a document was anchored</h1>
      <p>On channel <b>%1$s</b> the ledger holds a commitment that a document in the holder's hands opens.
      The document and its salt are not part of this certificate.</p>
      <dl>%3$s</dl>
      <p>To recheck it without a network: <code>./tallystick verify --certificate %4$s --document FILE --salt SALT</code>.
      Whoever knows the consortium compares the configuration's hash with the one known to it, and the block's
      hash with what its own peer has.</p>
      </body>
      </html>
      """;

  private record Line(String name, String value) {}

  /**
   * @param file name of the JSON that it goes with
   */
  public static String of(Certificate certificate, String file) {
    var transaction = certificate.transaction();
    var place = certificate.place();
    var lines =
        List.of(
            new Line("Commitment", certificate.commitment()),
            new Line("Anchored in", certificate.entry().key() + ", " + certificate.entry().field()),
            new Line("When", transaction.at() + " (endorsers accept no time 30 s off their own)"),
            new Line("Submitted by", transaction.submittedBy()),
            new Line("Endorsed by", String.join(", ", transaction.endorsedBy())),
            new Line("Transaction", transaction.txid() + " (" + transaction.name() + ")"),
            new Line("Block", place.block() + ", transaction " + place.index()),
            new Line("Block's hash", place.headerHash()),
            new Line("Block signed by", String.join(", ", place.orderedBy())),
            new Line("Configuration's hash", CheckCertificate.configurationHash(certificate)),
            new Line(
                "Chain verified",
                certificate.chain().blocks()
                    + " blocks, up to "
                    + certificate.chain().headerHash()),
            new Line("Issued", certificate.issuedAt().toString()));
    var list = new StringBuilder();
    for (var line : lines) {
      list.append("\n<dt>%s</dt><dd>%s</dd>".formatted(line.name(), escaped(line.value())));
    }
    return PAGE.formatted(
        escaped(certificate.channel()), escaped(transaction.txid()), list, escaped(file));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private CertificatePage() {}
}
