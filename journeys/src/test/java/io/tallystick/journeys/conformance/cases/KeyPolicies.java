package io.tallystick.journeys.conformance.cases;

import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.util.Arrays;
import java.util.List;
import org.hyperledger.fabric.client.Transaction;

/**
 * Keys with an endorsement policy of their own. After Fabric's core/common/validation/statebased
 * and docs/source/endorsement-policies.rst (key-level).
 */
public final class KeyPolicies extends CaseGroup {

  public KeyPolicies(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  /** A key that from now on only these organisations together may change. */
  private String keyOf(int... members) throws Exception {
    var key = keyOf("v");
    var args = new java.util.ArrayList<>(List.of(key));
    Arrays.stream(members).mapToObj(this::msp).forEach(args::add);
    client().submit("require", args.toArray(String[]::new));
    return key;
  }

  private Transaction by(List<Integer> members, String function, String... args) throws Exception {
    return client().endorseBy(members.stream().map(this::msp).toList(), function, args);
  }

  private String outcomeBy(List<Integer> members, String function, String... args)
      throws Exception {
    return Client.code(by(members, function, args));
  }

  @Case("VALID")
  String before_it_has_a_policy_a_key_follows_the_chaincodes() throws Exception {
    return outcomeBy(List.of(1, 2), "put", keyOf("v"), "w");
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String afterwards_the_chaincodes_policy_is_not_enough() throws Exception {
    return outcomeBy(List.of(0, 1), "put", keyOf(0, 2), "w");
  }

  @Case("VALID")
  String afterwards_those_that_the_key_names_are_enough() throws Exception {
    return outcomeBy(List.of(0, 2), "put", keyOf(0, 2), "w");
  }

  @Case("VALID")
  String a_key_of_one_organisation_needs_no_other() throws Exception {
    return outcomeBy(List.of(2), "put", keyOf(2), "w");
  }

  @Case("AuthorityMSP, RiversideMSP")
  String the_gateway_finds_who_must_endorse() throws Exception {
    var key = keyOf(0, 2);
    return String.join(", ", RawTransaction.of(client(1).endorse("put", key, "w")).endorsers());
  }

  @Case("VALID")
  String what_the_gateway_collects_for_a_key_is_valid() throws Exception {
    var key = keyOf(0, 2);
    return Client.code(client(1).endorse("put", key, "w"));
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String a_deletion_needs_them_too() throws Exception {
    return outcomeBy(List.of(0, 1), "delete", keyOf(0, 2));
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String a_change_of_the_policy_needs_them_too() throws Exception {
    return outcomeBy(List.of(0, 1), "release", keyOf(0, 2));
  }

  @Case("VALID")
  String reading_a_key_needs_only_the_chaincodes_policy() throws Exception {
    return outcomeBy(List.of(0, 1), "copy", keyOf(0, 2), key());
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String a_new_value_keeps_the_policy() throws Exception {
    var key = keyOf(0, 2);
    outcomeBy(List.of(0, 2), "put", key, "w");
    return outcomeBy(List.of(0, 1), "put", key, "x");
  }

  @Case("VALID")
  String a_policy_taken_away_gives_the_key_back_to_the_chaincodes() throws Exception {
    var key = keyOf(0, 2);
    outcomeBy(List.of(0, 2), "release", key);
    return outcomeBy(List.of(0, 1), "put", key, "w");
  }

  @Case("VALID")
  String a_deleted_key_loses_its_policy() throws Exception {
    var key = keyOf(0, 2);
    outcomeBy(List.of(0, 2), "delete", key);
    return outcomeBy(List.of(0, 1), "put", key, "w");
  }

  @Case("VALID")
  String a_new_policy_takes_the_place_of_the_old() throws Exception {
    var key = keyOf(0, 2);
    outcomeBy(List.of(0, 2), "require", key, msp(0), msp(1));
    return outcomeBy(List.of(0, 1), "put", key, "w");
  }

  @Case("AuthorityMSP,RiversideMSP")
  String chaincode_can_read_a_keys_policy() throws Exception {
    return client().evaluate("requiredBy", keyOf(0, 2));
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String keys_with_and_without_a_policy_need_both() throws Exception {
    return outcomeBy(List.of(2), "both", keyOf(2), key());
  }

  @Case("VALID, ENDORSEMENT_POLICY_FAILURE")
  String a_policy_set_in_a_block_stops_later_writes_of_the_block() throws Exception {
    return inOneBlock(
        () -> {
          var key = keyOf("v");
          return List.of(
              by(List.of(0, 1), "require", key, msp(0), msp(1)),
              by(List.of(0, 1), "put", key, "w"));
        });
  }

  @Case("VALID, VALID")
  String a_write_before_the_policy_in_a_block_is_valid() throws Exception {
    return inOneBlock(
        () -> {
          var key = keyOf("v");
          return List.of(
              by(List.of(0, 1), "put", key, "w"),
              by(List.of(0, 1), "require", key, msp(0), msp(1)));
        });
  }

  @Case("ENDORSEMENT_POLICY_FAILURE, VALID")
  String a_policy_that_an_invalid_transaction_set_stops_nobody() throws Exception {
    return inOneBlock(
        () -> {
          var key = keyOf("v");
          return List.of(
              by(List.of(0), "require", key, msp(0), msp(1)), by(List.of(0, 1), "put", key, "w"));
        });
  }
}
