package io.tallystick.kit.release.read;

import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.release.read.HeldReleases.Held;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.kit.sealing.WorkingSeal;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Base64;
import java.util.List;

/**
 * Searches one release that this institution keeps, after {@code Patient/$everything} (FHIR R4): a
 * searchset in pages. It counts what was released and nothing else.
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
   * @param reader the caller's subject: a page's token serves nobody else
   * @param self what the reader called, without parameters
   * @param types FHIR resource types, empty for all
   * @param lastUpdated FHIR date parameters
   * @param count resources a page; null for 100
   * @return FHIR JSON of a Bundle
   * @throws io.tallystick.kit.problem.ProblemException 400 {@code search.parameter}; 404 {@code
   *     release.not-found}; 410 {@code release.erased}
   */
  public byte[] first(
      String reader,
      String self,
      String decisionId,
      List<String> types,
      List<String> lastUpdated,
      Integer count) {
    var most = count == null ? COUNT : count;
    return page(reader, self, new Search(decisionId, types, lastUpdated, most, 0).checked());
  }

  /**
   * Another page.
   *
   * @param token from a page's link
   * @throws io.tallystick.kit.problem.ProblemException as the first; 400 {@code page.invalid} if
   *     the token isn't one of this reader's
   */
  public byte[] another(String reader, String self, String token) {
    try {
      var opened = seal.open(context(reader), Base64.getUrlDecoder().decode(token));
      return page(reader, self, CanonicalJson.read(opened, Search.class));
    } catch (SealBroken | IllegalArgumentException forged) {
      throw Problem.badRequest("page.invalid", "the link isn't one you were given").exception();
    }
  }

  private byte[] page(String reader, String self, Search search) {
    var kept = kept(search.decisionId());
    var released = CanonicalJson.read(kept.releasePackage(), ReleasePackage.class);
    var found =
        released.leaves().stream()
            .map(leaf -> ReleasedLeaves.listed(leaf, kept.receivedAt()))
            .filter(leaf -> search.wants(leaf.type(), leaf.updated()))
            .toList();
    var shown = found.stream().skip(search.offset()).limit(search.count()).toList();
    boolean more = search.offset() + shown.size() < found.size();
    var next = more ? link(reader, self, search.next()) : null;
    var own = link(reader, self, search);
    return Searchset.json(found.size(), own, next, shown, mustNotBePassedOn(released));
  }

  private static boolean mustNotBePassedOn(ReleasePackage released) {
    return released.released().stream()
        .flatMap(leaf -> leaf.obligations().stream())
        .anyMatch(duty -> duty.duty() == Obligation.Duty.NO_REDISCLOSURE);
  }

  private Held.Kept kept(String decisionId) {
    // A service that receives no releases has none to show.
    if (held.isUnsatisfied()) throw unknown();
    var found = transactions.inTransaction(tx -> held.get().find(tx, decisionId));
    return switch (found.orElseThrow(ReadReleased::unknown)) {
      case Held.Kept kept -> kept;
      case Held.Erased erased ->
          throw Problem.gone("release.erased", "the release was erased here").exception();
    };
  }

  private static RuntimeException unknown() {
    return Problem.notFound("release.not-found", "no such release here").exception();
  }

  private String link(String reader, String self, Search search) {
    var sealed = seal.seal(context(reader), CanonicalJson.bytes(search));
    return self + "?page=" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private static String context(String reader) {
    return "released-page/" + reader;
  }
}
