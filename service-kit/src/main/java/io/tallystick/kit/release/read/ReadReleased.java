package io.tallystick.kit.release.read;

import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.release.read.HeldReleases.Held;
import io.tallystick.kit.release.read.HeldReleases.Reader;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.kit.sealing.WorkingSeal;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Searches one release that this institution keeps, or all of one patient, after {@code
 * Patient/$everything} (FHIR R4): a searchset in pages. It counts what was released and nothing
 * else.
 */
@ApplicationScoped
public class ReadReleased {

  private static final int COUNT = 100;

  private final Transactions transactions;
  private final Instance<HeldReleases> held;
  private final WorkingSeal seal;

  ReadReleased(Transactions transactions, Instance<HeldReleases> held, WorkingSeal seal) {
    this.transactions = transactions;
    this.held = held;
    this.seal = seal;
  }

  /**
   * A first page.
   *
   * @param reader a page's token serves nobody else
   * @param self what the reader called, without parameters
   * @param types FHIR resource types, empty for all
   * @param lastUpdated FHIR date parameters
   * @param count resources a page; null for 100
   * @return FHIR JSON of a Bundle
   * @throws io.tallystick.kit.problem.ProblemException 400 {@code search.parameter}; 404 {@code
   *     release.not-found}; 410 {@code release.erased}
   */
  public byte[] first(
      Reader reader,
      String self,
      String decisionId,
      List<String> types,
      List<String> lastUpdated,
      Integer count) {
    var search = new Search(decisionId, null, types, lastUpdated, most(count), 0);
    return page(reader, self, search.checked());
  }

  /**
   * A first page of all that others released of a patient of the own registry; empty also if there
   * is no such patient.
   *
   * @throws io.tallystick.kit.problem.ProblemException 400 {@code search.parameter}
   */
  public byte[] firstOfPatient(
      Reader reader,
      String self,
      String patientId,
      List<String> types,
      List<String> lastUpdated,
      Integer count) {
    var search = new Search(null, patientId, types, lastUpdated, most(count), 0);
    return page(reader, self, search.checked());
  }

  private static int most(Integer count) {
    return count == null ? COUNT : count;
  }

  /**
   * Another page.
   *
   * @param token from a page's link
   * @throws io.tallystick.kit.problem.ProblemException as the first; 400 {@code page.invalid} if
   *     the token isn't one of this reader's
   */
  public byte[] another(Reader reader, String self, String token) {
    try {
      var opened = seal.open(context(reader), Base64.getUrlDecoder().decode(token));
      return page(reader, self, CanonicalJson.read(opened, Search.class));
    } catch (SealBroken | IllegalArgumentException forged) {
      throw Problem.badRequest("page.invalid", "the link isn't one you were given").exception();
    }
  }

  private byte[] page(Reader reader, String self, Search search) {
    var releases = kept(search, reader).stream().map(Release::of).toList();
    var found =
        releases.stream()
            .flatMap(Release::listed)
            .filter(leaf -> search.wants(leaf.type(), leaf.updated()))
            .toList();
    var shown = found.stream().skip(search.offset()).limit(search.count()).toList();
    boolean more = search.offset() + shown.size() < found.size();
    var next = more ? link(reader, self, search.next()) : null;
    var own = link(reader, self, search);
    boolean tied = releases.stream().anyMatch(Release::mustNotBePassedOn);
    return Searchset.json(found.size(), own, next, shown, tied);
  }

  private record Release(ReleasePackage released, Instant receivedAt) {

    static Release of(Held.Kept kept) {
      var released = CanonicalJson.read(kept.releasePackage(), ReleasePackage.class);
      return new Release(released, kept.receivedAt());
    }

    Stream<ReleasedLeaves.Listed> listed() {
      return released.leaves().stream().map(leaf -> ReleasedLeaves.listed(leaf, receivedAt));
    }

    boolean mustNotBePassedOn() {
      return released.released().stream()
          .flatMap(leaf -> leaf.obligations().stream())
          .anyMatch(duty -> duty.duty() == Obligation.Duty.NO_REDISCLOSURE);
    }
  }

  private List<Held.Kept> kept(Search search, Reader reader) {
    if (search.decisionId() != null) return List.of(kept(search.decisionId(), reader));
    if (held.isUnsatisfied()) return List.of();
    return transactions.inTransaction(tx -> held.get().ofPatient(tx, search.patientId(), reader));
  }

  private Held.Kept kept(String decisionId, Reader reader) {
    // A service that receives no releases has none to show.
    if (held.isUnsatisfied()) throw unknown();
    var found = transactions.inTransaction(tx -> held.get().find(tx, decisionId, reader));
    return switch (found.orElseThrow(ReadReleased::unknown)) {
      case Held.Kept kept -> kept;
      case Held.Erased erased ->
          throw Problem.gone("release.erased", "the release was erased here").exception();
    };
  }

  private static RuntimeException unknown() {
    return Problem.notFound("release.not-found", "no such release here").exception();
  }

  private String link(Reader reader, String self, Search search) {
    var sealed = seal.seal(context(reader), CanonicalJson.bytes(search));
    return self + "?page=" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private static String context(Reader reader) {
    return "released-page/" + reader.subject();
  }
}
