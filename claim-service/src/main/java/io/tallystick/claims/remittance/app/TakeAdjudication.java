package io.tallystick.claims.remittance.app;

import io.tallystick.claims.status.app.ClaimChanges;
import io.tallystick.claims.status.app.ClaimEvents;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/**
 * Takes a payer's answer in, once its exact bytes open what the ledger says the payer decided;
 * nobody is shown an answer that doesn't.
 */
@Singleton
public class TakeAdjudication {

  private final ClaimEvents claimEvents;
  private final Remittances remittances;
  private final RemittanceReader reader;
  private final SealedStore sealed;
  private final ClaimChanges changes;
  private final Clock clock;

  TakeAdjudication(
      ClaimEvents claimEvents,
      Remittances remittances,
      RemittanceReader reader,
      SealedStore sealed,
      ClaimChanges changes,
      Clock clock) {
    this.claimEvents = claimEvents;
    this.remittances = remittances;
    this.reader = reader;
    this.sealed = sealed;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * @throws PoisonEvent if it isn't the payer's or the Authority's, doesn't open the commitment or
   *     isn't FHIR
   */
  public void take(Handle tx, ReceivedEvent<ClaimAdjudicated> event) {
    var answer = event.content();
    var claim = claimEvents.requireFromDecider(event, answer.claimId());
    var commitment = claim.adjudicationCommitment();
    if (commitment == null || !opens(commitment, answer)) {
      throw new PoisonEvent("commitment.does-not-open");
    }
    if (!proves(claim.proofCommitment(), answer)) {
      throw new PoisonEvent("proof.does-not-open");
    }
    if (answer.settled() && !settles(claim.settlement(), answer)) {
      throw new PoisonEvent("difference.does-not-open");
    }
    try {
      var remittance = reader.read(answer.document());
      if (remittances.put(tx, answer.claimId(), commitment, remittance, clock.instant())) {
        var document = new SaltedDocument(answer.salt(), answer.document());
        sealed.seal(tx, documentId(answer.claimId(), commitment), document.joined());
        keepProof(tx, answer, commitment);
        changes.afterCommit(tx);
      }
    } catch (ProblemException notFhir) {
      throw new PoisonEvent(notFhir.problem().code(), notFhir);
    } catch (ArithmeticException | IllegalArgumentException notMoney) {
      throw new PoisonEvent("remittance.unreadable", notMoney);
    }
  }

  private static boolean opens(String commitment, ClaimAdjudicated answer) {
    return answer.salt() != null
        && answer.document() != null
        && new Commitment(commitment).opensWith(answer.salt(), answer.document());
  }

  /** The ledger says whether there is a proof: a payer can't hold back the one that it named. */
  private static boolean proves(String commitment, ClaimAdjudicated answer) {
    if (commitment == null) return answer.proof() == null && answer.proofSalt() == null;
    return new Commitment(commitment).opensWith(answer.proofSalt(), answer.proof());
  }

  /** What is due after an appeal is what both have agreed on; the first settlement has none. */
  private static boolean settles(LedgerEntry.Settlement settlement, ClaimAdjudicated answer) {
    if (settlement == null) return false;
    if (settlement.differenceCommitment() == null) return answer.difference() == null;
    return new Commitment(settlement.differenceCommitment())
        .opensWith(answer.differenceSalt(), answer.difference());
  }

  private void keepProof(Handle tx, ClaimAdjudicated answer, String commitment) {
    if (answer.proof() == null) return;
    var proof = new SaltedDocument(answer.proofSalt(), answer.proof());
    sealed.seal(tx, proofId(answer.claimId(), commitment), proof.joined());
  }

  /** Name of what an answer rests on in the sealed store; salt first. */
  static String proofId(String claimId, String commitment) {
    return "proof/" + claimId + "/" + commitment;
  }

  /** Name of an answer's document in the sealed store; salt first. */
  static String documentId(String claimId, String commitment) {
    return "response/" + claimId + "/" + commitment;
  }
}
