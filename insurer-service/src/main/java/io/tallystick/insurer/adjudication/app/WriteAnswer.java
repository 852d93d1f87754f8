package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.Standing;
import io.tallystick.kit.ids.Ids;
import io.tallystick.vocabulary.claim.AdjudicationProof;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Writes a decision down as the ledger will commit to it, with what it rests on, and reserves what
 * it takes from the member's accumulators.
 */
@ApplicationScoped
public class WriteAnswer {

  /**
   * @param opId of the operation that will carry it
   * @param proof with its salt; empty where no plan decided
   */
  public record Written(
      String opId, SaltedDocument answer, Optional<AdjudicationProof> proof, byte[] proofSalt) {

    public Opening opening() {
      return proof
          .<Opening>map(
              it -> new Opening.Adjudication(answer.salt(), answer.document(), proofSalt, it))
          .orElseGet(() -> new Opening.Document(answer.salt(), answer.document(), null));
    }

    public String commitment() {
      return answer.commitment().hex();
    }

    /** Null where no plan decided. */
    public String proofCommitment() {
      return proof.map(it -> salted(it).commitment().hex()).orElse(null);
    }

    private SaltedDocument salted(AdjudicationProof proof) {
      return new SaltedDocument(proofSalt, CanonicalJson.bytes(proof));
    }
  }

  private final Ids ids;
  private final Clock clock;
  private final RemittanceDocument remittance;
  private final Answers answers;
  private final Accumulators accumulators;
  private final ProveAdjudication proveAdjudication;

  public WriteAnswer(
      Ids ids,
      Clock clock,
      RemittanceDocument remittance,
      Answers answers,
      Accumulators accumulators,
      ProveAdjudication proveAdjudication) {
    this.ids = ids;
    this.clock = clock;
    this.remittance = remittance;
    this.answers = answers;
    this.accumulators = accumulators;
    this.proveAdjudication = proveAdjudication;
  }

  /**
   * @param standing what the result was reckoned with
   * @param words an adjudicator's, told to provider and patient; blank if there are none
   */
  public Written write(
      Handle tx,
      CaseFile file,
      Billed billed,
      Standing standing,
      Adjudication result,
      String words) {
    var document = remittance.write(file.claimId(), billed, result, clock.instant(), words);
    var answer = new SaltedDocument(ids.salt(), document);
    var proof = proveAdjudication.of(tx, file, billed, standing, answer.commitment());
    var written = new Written(ids.next(), answer, proof, ids.salt());
    if (file.asksForPayment() && file.memberId().isPresent()) {
      accumulators.reserve(
          tx, written.opId(), file.memberId().get(), file.plan().orElseThrow(), result.use());
    }
    answers.keep(tx, written.opId(), answer);
    proof.ifPresent(it -> answers.keepProof(tx, written.opId(), written.salted(it)));
    return written;
  }
}
