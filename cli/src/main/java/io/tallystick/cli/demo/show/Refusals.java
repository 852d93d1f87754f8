package io.tallystick.cli.demo.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.Consents;
import io.tallystick.cli.demo.stage.SendClaim;
import io.tallystick.cli.demo.stage.SentClaim;
import io.tallystick.cli.demo.synthea.CoveragePeriod;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Chain.Decided;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tries what must not be possible, through the same public doors, and says what refused it. */
public final class Refusals {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Somebody's consent at one hospital towards one insurer. */
  public record ConsentOf(
      SimulatedPerson person, String hospital, String patientId, String insurer) {}

  private final Consents consents;
  private final SendClaim sendClaim;
  private final BlockWatch watch;

  public Refusals(Consents consents, SendClaim sendClaim, BlockWatch watch) {
    this.consents = consents;
    this.sendClaim = sendClaim;
    this.watch = watch;
  }

  /** The patient's session is stolen, the key is not: somebody else's key signs. */
  public Shown forgedConsent(ConsentOf of) {
    var attempt = "a consent of " + of.person().patient().name() + " signed with a forged key";
    var everything = Consents.statements(List.of(), of.person().patient().birthDate());
    var draft =
        consents.draft(of.person(), of.hospital(), of.patientId(), of.insurer(), everything);
    var reply =
        consents.submit(of.person(), of.hospital(), draft, forge(draft.path("message").asText()));
    return reply.ok()
        ? Shown.wentThrough(attempt, reply.why())
        : Shown.refused(attempt, of.hospital() + " and the chaincode", reply.why());
  }

  /** An insurer's request for evidence that no consent covers, as the claims in flight made it. */
  public Shown readWithoutConsent(Collection<SentClaim> sent) {
    var attempt = "a read without consent";
    return sent.stream()
        .flatMap(claim -> claim.claimId().stream())
        .flatMap(id -> watch.chain().accesses(id).stream())
        .filter(decided -> decided.access().reason() == DenialReason.NO_CONSENT)
        .findFirst()
        .map(decided -> refusedRead(attempt, decided))
        .orElseGet(() -> Shown.wentThrough(attempt, "nobody asked for what no consent covers"));
  }

  /** A consent is taken back, then a claim needs what it covered. */
  public Shown readAfterRevocation(
      ConsentOf of, ImportedClaim claim, Collection<SentClaim> alsoSent) {
    var attempt = "a read after " + of.person().patient().name() + " revoked the consent";
    var head = consents.inForce(of.person(), of.hospital(), of.patientId(), of.insurer());
    if (head.isEmpty()) return Shown.wentThrough(attempt, "there was no consent to revoke");
    consents.revoke(of.person(), of.hospital(), head.get()).orThrow("a revocation");
    var sent = sendClaim.send(claim, System.nanoTime());
    alsoSent.add(sent);
    var id = sent.claimId().orElse("");
    awaitRest(id);
    return watch.chain().accesses(id).stream()
        .findFirst()
        .filter(decided -> !decided.access().permitted())
        .map(decided -> refusedRead(attempt, decided))
        .orElseGet(() -> Shown.wentThrough(attempt, "claim " + id + " was not denied evidence"));
  }

  /**
   * The bill that one insurer paid goes to the other one as well.
   *
   * @param elsewhere a coverage at the insurer that didn't pay, by the insurer that did
   */
  public Shown sameBillTwice(
      Collection<SentClaim> sent, Function<String, Optional<CoveragePeriod>> elsewhere) {
    for (var paid : sent) {
      var other = isPaid(paid) ? elsewhere.apply(insurer(paid)) : Optional.<CoveragePeriod>empty();
      if (other.isPresent()) return sameBillTwice(paid, other.get());
    }
    return Shown.wentThrough("a second claim on a paid bill", "no claim was paid in full");
  }

  private Shown sameBillTwice(SentClaim paid, CoveragePeriod other) {
    var insurer = other.insurance().insurer();
    var attempt = "a second claim on the bill that " + insurer(paid) + " paid, at " + insurer;
    var again = paid.claim().numbered(paid.claimNumber() + "-AGAIN", paid.billNumber());
    again.set("insurer", named("org", insurer));
    var insurance = Fhir.object().put("sequence", 1).put("focal", true);
    insurance.set("coverage", named("member-id", other.memberId()));
    again.putArray("insurance").add(insurance);
    var reply = sendClaim.submit(paid.claim().hospital(), again);
    return reply.ok()
        ? Shown.wentThrough(attempt, reply.why())
        : Shown.refused(attempt, "the chaincode (e-bill lock)", reply.why());
  }

  public Shown tamperedBlock(Path ledgerData, Path copy) {
    try {
      return new TamperedCopy(ledgerData, copy).shown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same on a ledger whose files aren't ours. */
  public Shown tamperedDelivery() {
    try (var blocks = watch.fromTheStart()) {
      return new TamperedDelivery(blocks).shown();
    }
  }

  private boolean isPaid(SentClaim claim) {
    return claim
        .claimId()
        .flatMap(id -> watch.chain().claim(id))
        .flatMap(Trail::settled)
        .filter(step -> step.entry().outcome() == AdjudicationOutcome.PAID)
        .isPresent();
  }

  private void awaitRest(String claimId) {
    try {
      watch.await(c -> c.claim(claimId).filter(Trail::atRest).isPresent(), PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Shown refusedRead(String attempt, Decided decided) {
    var access = decided.access();
    return Shown.refused(
        attempt + " by " + access.grantee(),
        access.custodian() + "'s hospital-gateway",
        "%s, on the ledger as access %s in transaction %s, block %d"
            .formatted(access.reason(), access.accessId(), decided.txid(), decided.block()));
  }

  private static String insurer(SentClaim sent) {
    return sent.claim().coverage().orElseThrow().insurance().insurer();
  }

  private static ObjectNode named(String system, String value) {
    return Fhir.object().set("identifier", Fhir.identifier(system, value));
  }

  private static String forge(String message) {
    try {
      var stranger = KeyPairGenerator.getInstance("EC");
      stranger.initialize(256);
      var key = stranger.generateKeyPair().getPrivate();
      return Es256.sign(key, message.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
