package io.tallystick.gateway.bulk.app;

import io.tallystick.gateway.bulk.domain.LineProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Imports on their way: their lines sealed, each found by its place. */
public interface Imports {

  enum State {
    OPEN,
    RUNNING,
    DONE
  }

  /**
   * @param mayRegister whether the sender may register patients
   */
  record Job(
      String jobId, State state, boolean mayRegister, Instant createdAt, Instant finishedAt) {}

  /**
   * @param number from 1
   * @param json null if the line was too long to be kept
   */
  record Line(long seq, String part, int number, byte[] json) {}

  /**
   * @param waiting lines that are neither taken nor refused
   * @param records that the taken lines are in
   * @param anchoring those of them whose root isn't on the ledger yet
   */
  record Progress(
      long lines, long waiting, long taken, long refused, long records, long anchoring) {}

  /**
   * @param problem null for a line that is taken
   * @param recordId null for a line that is no record's: a patient, a refused one
   */
  record Outcome(long seq, String part, int number, LineProblem problem, String recordId) {}

  void add(Handle tx, Job job);

  Optional<Job> find(Handle tx, String jobId);

  /** Moves on unless it did before. */
  void start(Handle tx, String jobId);

  List<Job> running(Handle tx);

  /** The digest of a part that is there in full. */
  Optional<String> part(Handle tx, String jobId, String part);

  /** Forgets what an upload that broke off has left. */
  void clear(Handle tx, String jobId, String part);

  void append(Handle tx, String jobId, String part, List<Line> lines);

  void complete(Handle tx, String jobId, String part, String digest, int lines);

  String digest(byte[] sha256);

  /** The next lines to check, one at least, in the order of their arrival. */
  List<Line> received(Handle tx, String jobId, int most, long mostBytes);

  void checked(Handle tx, String jobId, Line line, String kind, String encounter);

  void alias(Handle tx, String jobId, String name, String encounter);

  /** Once, when all are checked: what names an encounter otherwise joins it. */
  void join(Handle tx, String jobId);

  /** Encounters with lines to publish. */
  List<String> encounters(Handle tx, String jobId, int most);

  List<Line> ofEncounter(Handle tx, String jobId, String belongsTo);

  /** A Patient of this import, by what its source system calls it. */
  Optional<byte[]> patient(Handle tx, String jobId, String reference);

  void taken(Handle tx, List<Line> lines, String recordId);

  void refused(Handle tx, List<Line> lines, LineProblem problem);

  Progress progress(Handle tx, String jobId);

  /** Destroys the import's key: nothing that was sent can be read here any more. */
  void finish(Handle tx, String jobId);

  /** In the order of arrival, those after {@code seq}. */
  List<Outcome> outcomes(Handle tx, String jobId, long after, int most);
}
