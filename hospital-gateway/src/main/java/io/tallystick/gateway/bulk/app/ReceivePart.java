package io.tallystick.gateway.bulk.app;

import io.tallystick.gateway.bulk.app.Imports.Line;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes one part of an import, line by line, in bounded memory. A part that broke off is sent again
 * from its beginning; one that is there is not read twice.
 */
@ApplicationScoped
public class ReceivePart {

  private static final int LINES_AT_ONCE = 500;
  private static final long BYTES_AT_ONCE = 4 << 20;

  /** What is there of a part. */
  public record Received(String part, int lines) {}

  private final Transactions transactions;
  private final Imports imports;

  public ReceivePart(Transactions transactions, Imports imports) {
    this.transactions = transactions;
    this.imports = imports;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code import.not-found}; 409 {@code
   *     import.started}, {@code import.part-exists}
   */
  public Received receive(String jobId, String part, InputStream body) throws IOException {
    var digest = sha256();
    var lines = new NdjsonLines(new DigestInputStream(body, digest));
    var before =
        transactions.inTransaction(
            tx -> {
              requireOpen(imports.find(tx, jobId));
              var there = imports.part(tx, jobId, part);
              if (there.isEmpty()) imports.clear(tx, jobId, part);
              return there;
            });
    var batch = new ArrayList<Line>();
    int number = 0;
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      number++;
      if (before.isPresent()) continue;
      batch.add(new Line(0, part, number, line.get().orNull()));
      if (batch.size() >= LINES_AT_ONCE || bytes(batch) > BYTES_AT_ONCE) store(jobId, part, batch);
    }
    store(jobId, part, batch);
    int count = number;
    var keyed = imports.digest(digest.digest());
    if (before.isPresent() && !before.get().equals(keyed)) {
      throw Problem.conflict("import.part-exists", "the part is there with other content")
          .exception();
    }
    if (before.isEmpty()) {
      transactions.useTransaction(tx -> imports.complete(tx, jobId, part, keyed, count));
    }
    return new Received(part, count);
  }

  private static void requireOpen(Optional<Imports.Job> job) {
    var found =
        job.orElseThrow(
            () -> Problem.notFound("import.not-found", "there is no such import").exception());
    if (found.state() != Imports.State.OPEN) {
      throw Problem.conflict("import.started", "the import takes no more parts").exception();
    }
  }

  private void store(String jobId, String part, List<Line> batch) {
    if (batch.isEmpty()) return;
    transactions.useTransaction(tx -> imports.append(tx, jobId, part, batch));
    batch.clear();
  }

  private static long bytes(List<Line> lines) {
    return lines.stream().mapToLong(l -> l.json() == null ? 0 : l.json().length).sum();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
