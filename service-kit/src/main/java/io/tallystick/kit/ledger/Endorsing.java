package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.Batch;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;

/**
 * Commands of one set of endorsers on their way to a transaction: a lone one calls its own
 * function, several share {@code batch:apply}.
 */
@ApplicationScoped
class Endorsing {

  /** What endorsing came to. Commands of which nothing is named here may be tried again. */
  sealed interface Endorsement {

    /**
     * @param outcomes in the commands' order; those accepted are the transaction's
     */
    record Given(String txid, byte[] envelope, List<Batch.Outcome> outcomes)
        implements Endorsement {}

    /**
     * The lone command's refusal.
     *
     * @param byOwnPeer whether the institution's own peer said so
     */
    record Refused(Refusal why, boolean byOwnPeer) implements Endorsement {}

    /** It can't be told which of several is to blame. */
    record NotTogether(String why) implements Endorsement {}
  }

  private final LedgerConnection connection;
  private final Orgs orgs;

  Endorsing(LedgerConnection connection, Orgs orgs) {
    this.connection = connection;
    this.orgs = orgs;
  }

  /**
   * @throws LedgerFault if nobody could be asked, or the lone command met a fault
   */
  Endorsement endorse(List<LedgerCommand> commands) {
    var proposal = commands.size() == 1 ? single(commands.getFirst(), true) : batch(commands);
    try {
      var transaction = proposal.endorse();
      var outcomes = List.of(outcomes(transaction.getResult()));
      if (outcomes.size() != commands.size()) {
        throw new LedgerFault(
            commands.size() + " operations, " + outcomes.size() + " outcomes", null);
      }
      return new Endorsement.Given(
          transaction.getTransactionId(), transaction.getBytes(), outcomes);
    } catch (EndorseException failed) {
      return commands.size() == 1 ? refused(failed) : together(failed);
    }
  }

  /**
   * What the institution's own peer makes of a command by itself; nothing is submitted.
   *
   * @return empty if it would accept it
   */
  Optional<Refusal> refusalOfOwnPeer(LedgerCommand command) {
    try {
      single(command, false).evaluate();
      return Optional.empty();
    } catch (GatewayException failed) {
      return Optional.of(
          Refusals.in(failed).orElseThrow(() -> new LedgerFault("ask the own peer", failed)));
    }
  }

  /** A transaction's result: a batch's list, or what a lone operation's function answers. */
  static Batch.Outcome[] outcomes(byte[] result) {
    var json = new String(result, StandardCharsets.UTF_8);
    if (json.startsWith("[")) return CanonicalJson.read(json, Batch.Outcome[].class);
    return new Batch.Outcome[] {Batch.Outcome.of(CanonicalJson.read(json, Accepted.class))};
  }

  private Endorsement refused(EndorseException failed) {
    var why = Refusals.in(failed).orElseThrow(() -> new LedgerFault("endorse", failed));
    return new Endorsement.Refused(why, Refusals.isFrom(failed, connection.mspId()));
  }

  private static Endorsement together(EndorseException failed) {
    boolean clock =
        Refusals.in(failed).filter(r -> r.code() == RefusalCode.TIMESTAMP_OUT_OF_RANGE).isPresent();
    boolean nobodyThere =
        switch (failed.getStatus().getCode()) {
          case UNAVAILABLE, CANCELLED, UNAUTHENTICATED, PERMISSION_DENIED -> true;
          default -> false;
        };
    if (clock || nobodyThere) throw new LedgerFault("endorse", failed);
    return new Endorsement.NotTogether(failed.getMessage());
  }

  private Proposal single(LedgerCommand command, boolean toEndorse) {
    var operation = command.operation();
    var proposal = proposal(operation.transaction()).addArguments(CanonicalJson.bytes(operation));
    addOpening(proposal, command);
    if (!toEndorse) return proposal.setEndorsingOrganizations(connection.mspId()).build();
    return addEndorsers(proposal, command).build();
  }

  private Proposal batch(List<LedgerCommand> commands) {
    var operations = commands.stream().map(LedgerCommand::operation).toList();
    var proposal =
        proposal(Batch.TRANSACTION).addArguments(CanonicalJson.bytes(Batch.of(operations)));
    commands.forEach(command -> addOpening(proposal, command));
    return addEndorsers(proposal, commands.getFirst()).build();
  }

  private Proposal.Builder proposal(String transaction) {
    var name = transaction.split(":", 2);
    return connection.contract(name[0]).newProposal(name[1]);
  }

  private static void addOpening(Proposal.Builder proposal, LedgerCommand command) {
    if (command.opening() == null) return;
    proposal.putTransient(command.opId(), CanonicalJson.bytes(command.opening()));
  }

  private Proposal.Builder addEndorsers(Proposal.Builder proposal, LedgerCommand command) {
    var endorsers = command.endorsingOrgIds();
    return endorsers.isEmpty() ? proposal : proposal.setEndorsingOrganizations(msps(endorsers));
  }

  private String[] msps(List<String> orgIds) {
    return orgIds.stream()
        .map(
            id ->
                orgs.byId(id)
                    .orElseThrow(() -> new LedgerFault("org " + id + " is not known yet", null))
                    .mspId())
        .toArray(String[]::new);
  }
}
