package io.tallystick.cli.bench;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.crypto.Digests;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Batch;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Proposal;

/**
 * Claims that Riverside submits to Harbor, endorsed by both: each writes the claim, the bill's lock
 * and the operation. The document it opens is a small one; the services' are larger, but only
 * endorsers see them.
 */
final class ClaimSubmissions {

  private static final int DOCUMENT_BYTES = 1_000;
  private static final String[] PARTIES = {"RiversideMSP", "HarborMSP"};

  private record Submission(SubmitClaim operation, Opening opening) {}

  private final Contract contract;

  ClaimSubmissions(Contract contract) {
    this.contract = contract;
  }

  /** One claim in a transaction of its own. */
  void single() throws Exception {
    var one = next();
    proposal("claim:submit", CanonicalJson.bytes(one.operation()), List.of(one)).endorse().submit();
  }

  /** So many claims in one transaction; one refused makes it a failure. */
  void group(int size) throws Exception {
    var all = new ArrayList<Submission>(size);
    for (int i = 0; i < size; i++) all.add(next());
    var batch = Batch.of(all.stream().map(Submission::operation).toList());
    var answer = proposal(Batch.TRANSACTION, CanonicalJson.bytes(batch), all).endorse().submit();
    for (var outcome : CanonicalJson.read(answer, Batch.Outcome[].class)) {
      if (outcome.refusal() != null) throw new IllegalStateException(outcome.refusal().toString());
    }
  }

  private Proposal proposal(String transaction, byte[] argument, List<Submission> openings) {
    var proposal =
        contract.newProposal(transaction).addArguments(argument).setEndorsingOrganizations(PARTIES);
    for (var each : openings) {
      proposal.putTransient(each.operation().opId(), CanonicalJson.bytes(each.opening()));
    }
    return proposal.build();
  }

  private static Submission next() {
    var salt = new byte[Commitment.SALT_BYTES];
    var document = new byte[DOCUMENT_BYTES];
    ThreadLocalRandom.current().nextBytes(salt);
    ThreadLocalRandom.current().nextBytes(document);
    var token = id();
    return new Submission(
        new SubmitClaim(
            id(),
            id(),
            "harbor",
            "claim",
            Commitment.to(salt, document).hex(),
            Digests.sha256(HexFormat.of().parseHex(token)),
            null),
        new Opening.Document(salt, document, token));
  }

  // Measuring needs no unguessable ids.
  private static String id() {
    var bytes = new byte[16];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
