package io.tallystick.insurer.flow;

import io.tallystick.insurer.evidence.app.ReleaseSource.Fetched;
import io.tallystick.kit.events.content.ClaimAnswered;
import io.tallystick.kit.events.content.ClaimAppealed;
import io.tallystick.kit.events.content.ClaimCancelled;
import io.tallystick.kit.events.content.ClaimSubmitted;
import io.tallystick.kit.events.content.ErasureOwed;
import io.tallystick.kit.events.content.EvidenceRefused;
import io.tallystick.kit.events.content.EvidenceReleased;
import io.tallystick.kit.events.content.EvidenceRequested;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ClaimOperation.AppealClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.RequestVoid;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Claim;

/** Riverside, played on the ledger by a test; its events are delivered once they are on it. */
@Singleton
public class Riverside {

  private static final String ME = "riverside";
  private static final Ids IDS = Ids.secure();

  private final Deliver deliver;
  private final Told told;
  private final StubReleases releases;
  private final Envelopes envelopes;
  private final List<String> permits = new ArrayList<>();
  private Consent consent;

  Riverside(Deliver deliver, Told told, StubReleases releases, Envelopes envelopes) {
    this.deliver = deliver;
    this.told = told;
    this.releases = releases;
    this.envelopes = envelopes;
  }

  record Submitted(String opId, ClaimSubmitted content) {}

  /** On the ledger, and the event that tells of it, not delivered yet. */
  Submitted onLedger(Claim claim) {
    return onLedgerAs(claim.getUse().toCode(), claim);
  }

  /** The ledger is told this use, whatever the document says. */
  Submitted onLedgerAs(String use, Claim claim) {
    var claimId = IDS.next();
    var document = Billed.json(claim);
    var salt = IDS.salt();
    var token = use.equals("claim") ? IDS.next() : null;
    var operation =
        new LedgerOperation.SubmitClaim(
            IDS.next(),
            claimId,
            "harbor",
            use,
            Commitment.to(salt, document).hex(),
            token == null ? null : sha256(token),
            null);
    institution().submit(operation, new Opening.Document(salt, document, token), ME, "harbor");
    var content = new ClaimSubmitted(claimId, document, salt, ME, Instant.now());
    return new Submitted(operation.opId(), content);
  }

  void deliver(Submitted submitted) {
    var content = submitted.content();
    deliver.event("claim.submitted", ME, content.claimId(), submitted.opId(), content);
  }

  /** Submits and delivers. */
  String submit(Claim claim) {
    var submitted = onLedger(claim);
    deliver(submitted);
    return submitted.content().claimId();
  }

  EvidenceRequested asked(String claimId, int n) {
    return (EvidenceRequested) told.await(claimId, "evidence.requested", n).content();
  }

  void refuse(EvidenceRequested request, DenialReason reason) {
    refuse(request, reason, true);
  }

  /**
   * @param patientAsked false once the patient declined
   */
  void refuse(EvidenceRequested request, DenialReason reason, boolean patientAsked) {
    var accessId = IDS.next();
    var operation =
        new LedgerOperation.DenyAccess(
            IDS.next(), accessId, "harbor", null, request.purpose(), request.claimId(), reason);
    institution().submit(operation, null, ME, "harbor");
    deliver.event(
        "evidence.refused",
        ME,
        request.claimId(),
        operation.opId(),
        new EvidenceRefused(
            accessId, request.requestId(), request.claimId(), reason.name(), patientAsked));
  }

  void answer(String claimId, long version) {
    var document = "{\"reason\":\"consent-granted\"}".getBytes(StandardCharsets.UTF_8);
    var salt = IDS.salt();
    var operation =
        new LedgerOperation.AnswerClaim(
            IDS.next(), claimId, version, Commitment.to(salt, document).hex());
    institution().submit(operation, new Opening.Document(salt, document, null), ME, "harbor");
    deliver.event(
        "claim.answered",
        ME,
        claimId,
        operation.opId(),
        new ClaimAnswered(claimId, document, salt, ClaimAnswered.CONSENT_GRANTED));
  }

  /** Contests a decision; whoever decides on it endorses. */
  AppealClaim appeal(String claimId, long version, String decider) {
    return appeal(claimId, version, decider, "{\"text\":\"the procedure was urgent\"}");
  }

  AppealClaim appeal(String claimId, long version, String decider, String words) {
    var document = words.getBytes(StandardCharsets.UTF_8);
    var salt = IDS.salt();
    var operation =
        new AppealClaim(
            IDS.next(), claimId, version, Party.PROVIDER, Commitment.to(salt, document).hex());
    institution().submit(operation, new Opening.Document(salt, document, null), ME, decider);
    if (decider.equals("harbor")) {
      deliver.event(
          "claim.appealed",
          ME,
          claimId,
          operation.opId(),
          new ClaimAppealed(claimId, 1, "PROVIDER", document, salt, null, null, null, null));
    }
    return operation;
  }

  void requestVoid(String claimId, long version) {
    institution().submit(new RequestVoid(IDS.next(), claimId, version), null, ME, "harbor");
  }

  void cancel(String claimId, long version) {
    var operation = new LedgerOperation.CancelClaim(IDS.next(), claimId, version);
    institution().submit(operation, null, ME, "harbor");
    deliver.event(
        "claim.cancelled", ME, claimId, operation.opId(), new ClaimCancelled(claimId, "mistake"));
  }

  /** Tells of a cancellation that the ledger doesn't have. */
  void pretendCancelled(String claimId) {
    deliver.event("claim.cancelled", ME, claimId, null, new ClaimCancelled(claimId, "mistake"));
  }

  /**
   * Publishes a record of these types, permits all of it and announces the release.
   *
   * @param spoil what becomes of the package between the custodian and its recipient
   */
  void release(EvidenceRequested request, UnaryOperator<ReleasePackage> spoil, String... types) {
    release(request, spoil, RecordOf.published(List.of(types)));
  }

  /** The same as copies that are redacted inside, signed for by Riverside. */
  void releaseRedacted(
      EvidenceRequested request, UnaryOperator<ReleasePackage> spoil, String... types) {
    release(request, spoil, RecordOf.published(List.of(types)).redacted());
  }

  /** A record whose one resource was published in these words, released as it is. */
  void releaseSaying(EvidenceRequested request, String document, String type) {
    var saying = RecordOf.published(List.of(type), List.of(document));
    release(request, UnaryOperator.identity(), saying);
  }

  /** The same, under a consent that asks this of the recipient. */
  void releaseOwing(EvidenceRequested request, List<Obligation> duties, String... types) {
    consent = Consent.towards("harbor", duties);
    var owed = duties.stream().sorted().toList();
    release(request, UnaryOperator.identity(), RecordOf.published(List.of(types)).owing(owed));
    consent = null;
  }

  private void release(
      EvidenceRequested request, UnaryOperator<ReleasePackage> spoil, RecordOf released) {
    if (consent == null) consent = Consent.towards("harbor");
    var releaseSalt = IDS.salt();
    var leaves = released.leaves().stream().map(ReleasePackage.Leaf::released).toList();
    var permit =
        new LedgerOperation.PermitAccess(
            IDS.next(),
            IDS.next(),
            "harbor",
            consent.headId(),
            1,
            request.purpose(),
            request.claimId(),
            Commitment.to(releaseSalt, CanonicalJson.bytes(leaves)).hex(),
            Instant.now().plusSeconds(55).truncatedTo(ChronoUnit.MILLIS));
    var genuine =
        new ReleasePackage(
                permit.accessId(),
                ME,
                "harbor",
                request.purpose(),
                consent.headId(),
                1,
                releaseSalt,
                released.leaves())
            .vouchedFor(institution()::sign);
    institution()
        .submit(
            permit,
            new Opening.Release(
                consent.salt(),
                consent.set(),
                releaseSalt,
                leaves,
                genuine.proofs(),
                request.asker().word(),
                request.asker().signature(),
                genuine.redactions()),
            ME,
            "harbor");
    var sealed = envelopes.seal("harbor", CanonicalJson.bytes(spoil.apply(genuine)));
    permits.add(permit.accessId());
    releases.put(permit.accessId(), new Fetched.Sealed(sealed));
    announce(request, permit, released.recordId(), leaves.size());
  }

  /** The patient takes the consent back; the payer is told what it owes receipts for. */
  void revoke() {
    revokeNaming(List.copyOf(permits));
  }

  /** The same, and the event names these accesses. */
  void revokeNaming(List<String> accessIds) {
    var opId = consent.revoke();
    deliver.event(
        "erasure.owed", ME, consent.headId(), opId, new ErasureOwed(consent.headId(), accessIds));
    consent = null;
    permits.clear();
  }

  /** The same, and the event is lost. */
  void revokeSilently() {
    consent.revoke();
    consent = null;
    permits.clear();
  }

  /** The access that was permitted last. */
  String lastPermit() {
    return permits.getLast();
  }

  private void announce(
      EvidenceRequested request, LedgerOperation.PermitAccess permit, String recordId, int leaves) {
    deliver.event(
        "evidence.released",
        ME,
        request.claimId(),
        permit.opId(),
        new EvidenceReleased(
            permit.accessId(),
            request.requestId(),
            request.claimId(),
            "http://127.0.0.1:1/elsewhere",
            List.of(recordId),
            leaves,
            2,
            permit.notAfter()));
  }

  private static TestInstitution institution() {
    return TestInstitution.of(ME);
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(token)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A published record with one small resource of each type. */
  record RecordOf(String recordId, List<ReleasePackage.Leaf> leaves) {

    static RecordOf published(List<String> types) {
      return published(
          types,
          types.stream()
              .map("{\"resourceType\":\"%s\",\"code\":{\"text\":\"x\"}}"::formatted)
              .toList());
    }

    static RecordOf published(List<String> types, List<String> texts) {
      var recordId = IDS.next();
      var documents = texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
      var salts = types.stream().map(type -> IDS.salt()).toList();
      var hashes = new ArrayList<byte[]>();
      for (int i = 0; i < types.size(); i++) {
        hashes.add(RecordTree.leaf(salts.get(i), documents.get(i), attributes(types.get(i))));
      }
      var tree = RecordTree.of(hashes);
      institution()
          .submit(
              new LedgerOperation.PublishRecord(IDS.next(), recordId, tree.root(), types.size()),
              null,
              ME,
              "harbor");
      var leaves = new ArrayList<ReleasePackage.Leaf>();
      for (int i = 0; i < types.size(); i++) {
        leaves.add(
            new ReleasePackage.Leaf(
                new ReleasedLeaf(recordId, i, false, attributes(types.get(i))),
                salts.get(i),
                documents.get(i),
                tree.path(i),
                tree.size(),
                tree.root()));
      }
      return new RecordOf(recordId, List.copyOf(leaves));
    }

    RecordOf owing(List<Obligation> duties) {
      return new RecordOf(
          recordId,
          leaves.stream()
              .map(
                  leaf ->
                      new ReleasePackage.Leaf(
                          new ReleasedLeaf(
                              recordId,
                              leaf.released().index(),
                              false,
                              leaf.released().attributes(),
                              duties),
                          leaf.salt(),
                          leaf.document(),
                          leaf.path(),
                          leaf.size(),
                          leaf.root()))
              .toList());
    }

    RecordOf redacted() {
      return new RecordOf(recordId, leaves.stream().map(RecordOf::redacted).toList());
    }

    private static ReleasePackage.Leaf redacted(ReleasePackage.Leaf leaf) {
      var salt = IDS.salt();
      var document =
          "{\"resourceType\":\"%s\",\"status\":\"completed\"}"
              .formatted(leaf.released().attributes().type())
              .getBytes(StandardCharsets.UTF_8);
      var of = leaf.released();
      return new ReleasePackage.Leaf(
          new ReleasedLeaf(
              of.recordId(),
              of.index(),
              true,
              of.attributes(),
              List.of(),
              Commitment.to(salt, document).hex()),
          salt,
          document,
          leaf.path(),
          leaf.size(),
          leaf.root(),
          Commitment.to(leaf.salt(), leaf.document()).hex());
    }

    private static ResourceAttributes attributes(String type) {
      return new ResourceAttributes(type, List.of(), List.of(), null);
    }
  }
}
