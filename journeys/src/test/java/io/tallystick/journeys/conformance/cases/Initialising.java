package io.tallystick.journeys.conformance.cases;

import io.grpc.StatusRuntimeException;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.Lifecycle;
import io.tallystick.journeys.conformance.client.Lifecycle.Proposed;
import io.tallystick.journeys.conformance.client.RawProposal;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Definitions that demand an initialisation, once for each version. After CheckInvocation in
 * Fabric's core/chaincode/chaincode_support.go.
 */
public final class Initialising extends CaseGroup {

  private static final String INVALID =
      "error in simulation: failed to execute transaction <txid>: invalid invocation: chaincode"
          + " '<chaincode>' ";
  private static final String NOT_ENDORSED =
      "ABORTED: failed to collect enough transaction endorsements, see attached details for more"
          + " info | ";
  private static final String NOT_EVALUATED =
      "ABORTED: failed to evaluate transaction, see attached details for more info | ";
  private static final String NOT_YET =
      "has not been initialized for this version, must call as init first";
  private static final String DONE = "is already initialized but called as init";
  private static final String NEVER = "does not require initialization but called as init";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Lifecycle lifecycle;

  public Initialising(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
    this.lifecycle = new Lifecycle(ledger, clients);
  }

  /** Approved and committed by the first two organisations. */
  private Proposed committed(Proposed proposed) throws Exception {
    for (var org : List.of(0, 1)) {
      lifecycle.approve(org, proposed, lifecycle.packageId(org, DIFFERING));
    }
    Client.code(lifecycle.commit(proposed, msp(0), msp(1)));
    return proposed;
  }

  private Proposed demanding() throws Exception {
    return committed(new Proposed(key().replace(".", ""), "1.0", 1, true));
  }

  private Proposed initialised() throws Exception {
    var chaincode = demanding();
    code(init(chaincode, "stamp", key()));
    return chaincode;
  }

  private RawTransaction init(Proposed chaincode, String... args) throws Exception {
    return endorsed(chaincode, true, args);
  }

  private RawTransaction call(Proposed chaincode, String... args) throws Exception {
    return endorsed(chaincode, false, args);
  }

  private RawProposal proposal(Proposed chaincode, boolean asInit, String... args) {
    return new RawProposal(client().person(), CHANNEL, chaincode.name(), args)
        .input(input -> input.setIsInit(asInit));
  }

  /** By the two that approved. */
  private RawTransaction endorsed(Proposed chaincode, boolean asInit, String... args)
      throws Exception {
    return onceKnown(
        () -> {
          var request = proposal(chaincode, asInit, args).endorseRequest(msp(0), msp(1));
          return RawTransaction.of(client().stub().endorse(request).getPreparedTransaction());
        });
  }

  private String evaluated(Proposed chaincode, String... args) throws Exception {
    return onceKnown(
        () -> {
          var request = proposal(chaincode, false, args).evaluateRequest();
          return client().stub().evaluate(request).getResult().getPayload().toStringUtf8();
        });
  }

  /** A definition reaches peers, and what gateways know of them, one after another. */
  private static <T> T onceKnown(Callable<T> asked) throws Exception {
    var limit = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return asked.call();
      } catch (StatusRuntimeException refused) {
        var why = Answers.refusal(refused);
        var known =
            why.startsWith("ABORTED")
                && !why.contains("successfully defined")
                && !why.contains("do not match");
        if (known || System.nanoTime() > limit) throw refused;
        Thread.sleep(50);
      }
    }
  }

  /** What the peers that were asked say, each sentence once. */
  private static String refusal(Proposed chaincode, Callable<?> asked) throws Exception {
    return Answers.of(() -> "answered " + asked.call()).replace(chaincode.name(), "<chaincode>");
  }

  private String code(RawTransaction endorsed) throws Exception {
    var from = chain().height();
    client().stub().submit(endorsed.submitRequest(client().person()));
    return chain().codes(from, endorsed.txId(), 1).getFirst();
  }

  @Case(NOT_ENDORSED + INVALID + NOT_YET)
  String a_call_before_the_initialisation_is_refused() throws Exception {
    var chaincode = demanding();
    return refusal(chaincode, () -> call(chaincode, "stamp", key()));
  }

  @Case(NOT_EVALUATED + INVALID + NOT_YET)
  String a_question_before_the_initialisation_is_refused() throws Exception {
    var chaincode = demanding();
    return refusal(chaincode, () -> evaluated(chaincode, "version"));
  }

  @Case("VALID")
  String the_initialisation_is_a_transaction() throws Exception {
    return code(init(demanding(), "stamp", key()));
  }

  @Case("one")
  String what_the_initialisation_wrote_is_there() throws Exception {
    var chaincode = demanding();
    var key = key();
    code(init(chaincode, "stamp", key));
    return evaluated(chaincode, "get", key);
  }

  @Case("VALID")
  String calls_go_through_afterwards() throws Exception {
    return code(call(initialised(), "stamp", key()));
  }

  @Case(NOT_ENDORSED + INVALID + DONE)
  String a_second_initialisation_is_refused() throws Exception {
    var chaincode = initialised();
    return refusal(chaincode, () -> init(chaincode, "stamp", key()));
  }

  @Case("VALID, then MVCC_READ_CONFLICT")
  String of_two_initialisations_at_once_one_counts() throws Exception {
    var chaincode = demanding();
    var first = init(chaincode, "stamp", key());
    var second = init(chaincode, "stamp", key());
    return code(first) + ", then " + code(second);
  }

  @Case(NOT_ENDORSED + "chaincode response 500, not ready")
  String an_initialisation_that_the_chaincode_refuses_is_not_endorsed() throws Exception {
    var chaincode = demanding();
    return refusal(chaincode, () -> init(chaincode, "refuse", "not ready"));
  }

  @Case(NOT_ENDORSED + INVALID + NOT_YET)
  String another_version_demands_another_initialisation() throws Exception {
    var next = committed(new Proposed(initialised().name(), "2.0", 2, true));
    return onceUpgraded(next, NOT_ENDORSED + INVALID + NOT_YET, () -> call(next, "stamp", key()));
  }

  @Case("VALID")
  String another_sequence_of_the_same_version_demands_none() throws Exception {
    var next = committed(new Proposed(initialised().name(), "1.0", 2, true));
    return code(call(next, "stamp", key()));
  }

  @Case("VALID")
  String a_definition_that_demands_it_no_more_lets_calls_through() throws Exception {
    var next = committed(new Proposed(demanding().name(), "1.0", 2, false));
    onceUpgraded(next, NOT_ENDORSED + INVALID + NEVER, () -> init(next, "stamp", key()));
    return code(call(next, "stamp", key()));
  }

  /** A peer that doesn't know the upgrade yet answers by the definition before. */
  private String onceUpgraded(Proposed next, String expected, Callable<?> asked) throws Exception {
    var limit = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      var answer = refusal(next, asked);
      if (answer.equals(expected) || System.nanoTime() > limit) return answer;
      Thread.sleep(50);
    }
  }

  @Case("true, false")
  String a_definition_tells_whether_it_demands_one() throws Exception {
    return lifecycle.definition(demanding().name()).getInitRequired()
        + ", "
        + lifecycle.definition(KV).getInitRequired();
  }

  @Case("{AuthorityMSP=false, HarborMSP=false, RiversideMSP=false}")
  String approvals_with_it_do_not_count_for_a_definition_without() throws Exception {
    var name = key().replace(".", "");
    for (var org : List.of(0, 1)) lifecycle.approve(org, new Proposed(name, "1.0", 1, true), "");
    return "" + lifecycle.readiness(new Proposed(name, "1.0", 1, false));
  }
}
