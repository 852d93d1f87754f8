package io.tallystick.journeys.conformance.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.Lifecycle;
import io.tallystick.journeys.conformance.client.Lifecycle.Proposed;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;

/**
 * Chaincode definitions: proposed, approved by organisations, committed by their majority,
 * upgraded. After Fabric's core/chaincode/lifecycle and docs/source/chaincode_lifecycle.md.
 */
public final class Definitions extends CaseGroup {

  private static final String FAILED =
      "UNKNOWN: evaluate call to endorser returned error: chaincode response 500, ";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Lifecycle lifecycle;

  public Definitions(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
    this.lifecycle = new Lifecycle(ledger, clients);
  }

  private static Proposed unknown() {
    return new Proposed(key().replace(".", ""), "1.0", 1);
  }

  /** The first sentence of a refusal; the details repeat it. */
  private static String first(String refusal) {
    return refusal.replaceAll(" \\| .*", "");
  }

  /** Approved by the first two organisations, with what they run of {@code differing}. */
  private Proposed approvedByTwo(Proposed proposed) throws Exception {
    for (var org : List.of(0, 1)) {
      lifecycle.approve(org, proposed, lifecycle.packageId(org, DIFFERING));
    }
    return proposed;
  }

  private Proposed committed(Proposed proposed) throws Exception {
    Client.code(lifecycle.commit(approvedByTwo(proposed), msp(0), msp(1)));
    return proposed;
  }

  /** Endorsed by those two, as soon as the gateway has found them. */
  private Transaction endorse(Proposed proposed, String... args) throws Exception {
    var limit = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return client()
            .proposal(
                proposed.name(),
                args[0],
                List.of(args).subList(1, args.length).toArray(String[]::new))
            .setEndorsingOrganizations(msp(0), msp(1))
            .build()
            .endorse();
      } catch (org.hyperledger.fabric.client.EndorseException notYet) {
        if (System.nanoTime() > limit) throw notYet;
        Thread.sleep(50);
      }
    }
  }

  @Case("1.0, sequence 1, escc, vscc, approved by [AuthorityMSP, HarborMSP, RiversideMSP]")
  String a_committed_definition_is_told() throws Exception {
    var told = lifecycle.definition(KV);
    return "%s, sequence %d, %s, %s, approved by %s"
        .formatted(
            told.getVersion(),
            told.getSequence(),
            told.getEndorsementPlugin(),
            told.getValidationPlugin(),
            new TreeMap<>(told.getApprovalsMap()).keySet());
  }

  @Case("differing and kv are among them")
  String all_committed_definitions_are_listed() throws Exception {
    var names = lifecycle.definitions();
    return names.containsAll(List.of(DIFFERING, KV))
        ? "differing and kv are among them"
        : "" + names;
  }

  @Case(
      "UNKNOWN: evaluate call to endorser returned error: chaincode response 404, namespace nowhere"
          + " is not defined")
  String a_chaincode_that_nobody_defined_is_not_told() throws Exception {
    return first(Answers.of(() -> "" + lifecycle.definition(NOWHERE)));
  }

  @Case("a package")
  String an_organisations_administrator_is_told_what_it_approved() throws Exception {
    return lifecycle.packageId(0, KV).isEmpty() ? "no package" : "a package";
  }

  @Case(
      FAILED
          + "Failed to authorize invocation due to failed ACL check: Failed verifying that"
          + " proposal's creator satisfies local MSP principal during channelless check policy with"
          + " policy [Admins]: …")
  String a_client_is_not_told_what_is_installed() throws Exception {
    return first(Answers.of(() -> "" + lifecycle.installedAs(client())));
  }

  @Case(FAILED + "Failed to authorize invocation due to failed ACL check: …")
  String another_organisations_administrator_is_not_told_either() throws Exception {
    var other = clients.of(member(0), member(1).administrator());
    return first(Answers.of(() -> "" + lifecycle.installedAs(other)));
  }

  @Case("{AuthorityMSP=false, HarborMSP=true, RiversideMSP=true}")
  String readiness_tells_who_approved() throws Exception {
    return "" + lifecycle.readiness(approvedByTwo(unknown()));
  }

  @Case("{AuthorityMSP=false, HarborMSP=false, RiversideMSP=false}")
  String approvals_of_another_version_do_not_count() throws Exception {
    var approved = approvedByTwo(unknown());
    return "" + lifecycle.readiness(new Proposed(approved.name(), "other", 1));
  }

  @Case(
      FAILED
          + "failed to invoke backing implementation of 'CheckCommitReadiness': requested sequence"
          + " is 5, but new definition must be sequence 2")
  String readiness_is_told_for_the_next_sequence_only() throws Exception {
    return first(Answers.of(() -> "" + lifecycle.readiness(new Proposed(KV, "1.0", 5))));
  }

  @Case(
      "ABORTED: failed to collect enough transaction endorsements, see attached details for more"
          + " info | chaincode response 500, failed to invoke backing implementation of"
          + " 'ApproveChaincodeDefinitionForMyOrg': requested sequence 5 is larger than the next"
          + " available sequence number 2")
  String an_approval_of_a_sequence_to_come_later_is_refused() throws Exception {
    return Answers.of(() -> lifecycle.approve(0, new Proposed(KV, "1.0", 5), ""));
  }

  @Case(
      "ABORTED: failed to collect enough transaction endorsements, see attached details for more"
          + " info | chaincode response 500, failed to invoke backing implementation of"
          + " 'ApproveChaincodeDefinitionForMyOrg': attempted to redefine uncommitted sequence (1)"
          + " for namespace … with unchanged content")
  String the_same_approval_again_is_refused() throws Exception {
    var proposed = unknown();
    lifecycle.approve(0, proposed, "");
    return Answers.of(() -> lifecycle.approve(0, proposed, ""));
  }

  @Case(
      "ABORTED: failed to collect enough transaction endorsements, see attached details for more"
          + " info | chaincode response 500, Failed to authorize invocation due to failed ACL"
          + " check: …")
  String a_client_may_not_approve() throws Exception {
    return Answers.of(
        () -> Client.code(lifecycle.approvalAs(client(), 0, unknown(), "").endorse()));
  }

  @Case(
      "ABORTED: failed to collect enough transaction endorsements, see attached details for more"
          + " info | chaincode response 500, failed to invoke backing implementation of"
          + " 'CommitChaincodeDefinition': chaincode definition not agreed to by this org"
          + " (RiversideMSP) | chaincode response 500, failed to invoke backing implementation of"
          + " 'CommitChaincodeDefinition': chaincode definition not agreed to by this org"
          + " (HarborMSP)")
  String a_definition_that_nobody_approved_is_not_committed() throws Exception {
    var answer = Answers.of(() -> Client.code(lifecycle.commit(unknown(), msp(0), msp(1))));
    // The two answer in any order.
    var sentences = answer.split(" \\| ");
    return sentences.length == 3 && sentences[1].contains("HarborMSP")
        ? String.join(" | ", sentences[0], sentences[2], sentences[1])
        : answer;
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String a_commit_that_no_majority_endorsed_is_invalid() throws Exception {
    var proposed = unknown();
    lifecycle.approve(0, proposed, "");
    return Client.code(lifecycle.commit(proposed, msp(0)));
  }

  @Case("VALID")
  String a_majority_commits_a_definition() throws Exception {
    return Client.code(lifecycle.commit(approvedByTwo(unknown()), msp(0), msp(1)));
  }

  @Case("VALID one")
  String a_committed_chaincode_is_used_without_a_restart() throws Exception {
    var endorsed = endorse(committed(unknown()), "stamp", key());
    return Client.code(endorsed) + " " + new String(endorsed.getResult(), UTF_8);
  }

  @Case("UNAVAILABLE: failed to find any endorsing peers for org(s): AuthorityMSP")
  String an_organisation_that_did_not_approve_does_not_endorse() throws Exception {
    var proposed = committed(unknown());
    endorse(proposed, "version");
    return Answers.of(
        () ->
            Client.code(
                client()
                    .proposal(proposed.name(), "version")
                    .setEndorsingOrganizations(msp(2))
                    .build()
                    .endorse()));
  }

  @Case("2.0, sequence 2")
  String an_upgrade_is_told() throws Exception {
    var name = committed(unknown()).name();
    committed(new Proposed(name, "2.0", 2));
    var told = lifecycle.definition(name);
    return told.getVersion() + ", sequence " + told.getSequence();
  }

  @Case("1.0, then 2.0")
  String transactions_name_the_version_that_is_committed() throws Exception {
    var name = committed(unknown()).name();
    var before = version(endorse(new Proposed(name, "", 0), "version"));
    committed(new Proposed(name, "2.0", 2));
    return before + ", then " + version(endorse(new Proposed(name, "", 0), "version"));
  }

  private static String version(Transaction endorsed) throws Exception {
    var payload = ProposalResponsePayload.parseFrom(RawTransaction.of(endorsed).responsePayload());
    return ChaincodeAction.parseFrom(payload.getExtension()).getChaincodeId().getVersion();
  }

  @Case("MVCC_READ_CONFLICT")
  String an_upgrade_outdates_what_was_endorsed_before() throws Exception {
    var proposed = committed(unknown());
    var endorsed = endorse(proposed, "stamp", key());
    committed(new Proposed(proposed.name(), "2.0", 2));
    return Client.code(endorsed);
  }

  @Case("one")
  String an_upgrade_keeps_the_state() throws Exception {
    var proposed = committed(unknown());
    var key = key();
    Client.code(endorse(proposed, "stamp", key));
    committed(new Proposed(proposed.name(), "2.0", 2));
    return new String(endorse(proposed, "get", key).getResult(), UTF_8);
  }

  @Case(FAILED + "lifecycle scc operations require exactly two arguments but received 1")
  String a_question_without_its_argument_is_refused() throws Exception {
    return first(
        Answers.of(
            () ->
                "answered "
                    + client()
                        .contract(Lifecycle.NAME)
                        .evaluateTransaction("QueryChaincodeDefinitions")
                        .length));
  }

  @Case(
      FAILED
          + "Failed to authorize invocation due to failed ACL check: Unmapped policy for"
          + " _lifecycle/Nothing")
  String an_unknown_function_is_refused() throws Exception {
    return first(
        Answers.of(
            () ->
                "answered "
                    + client()
                        .contract(Lifecycle.NAME)
                        .evaluateTransaction("Nothing", "x")
                        .length));
  }
}
