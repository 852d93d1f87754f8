package io.tallystick.journeys.conformance.cases;

import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.util.List;
import org.hyperledger.fabric.client.Transaction;

/**
 * Reads that are no longer true when a transaction commits. After Fabric's
 * core/ledger/kvledger/txmgmt/validation and docs/source/readwrite.rst.
 */
public final class Conflicts extends CaseGroup {

  public Conflicts(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private Transaction endorse(String function, String... args) throws Exception {
    return client().endorse(function, args);
  }

  @Case("VALID, MVCC_READ_CONFLICT")
  String of_two_updates_of_a_key_the_second_conflicts() throws Exception {
    var key = keyOf("v");
    return inOrder(endorse("append", key, "1"), endorse("append", key, "2"));
  }

  @Case("VALID, MVCC_READ_CONFLICT")
  String of_two_updates_in_a_block_the_second_conflicts() throws Exception {
    return inOneBlock(
        () -> {
          var key = keyOf("v");
          return List.of(endorse("append", key, "1"), endorse("append", key, "2"));
        });
  }

  @Case("v1")
  String a_conflicting_update_changes_nothing() throws Exception {
    var key = keyOf("v");
    inOrder(endorse("append", key, "1"), endorse("append", key, "2"));
    return client().evaluate("get", key);
  }

  @Case("VALID, VALID")
  String writes_that_read_nothing_do_not_conflict() throws Exception {
    return inOneBlock(
        () -> {
          var key = key();
          return List.of(endorse("put", key, "1"), endorse("put", key, "2"));
        });
  }

  @Case("VALID, MVCC_READ_CONFLICT")
  String a_key_that_was_absent_when_read_conflicts_with_its_creation() throws Exception {
    var key = key();
    return inOrder(endorse("put", key, "1"), endorse("append", key, "2"));
  }

  @Case("VALID, MVCC_READ_CONFLICT")
  String a_deletion_conflicts_with_who_read_the_key() throws Exception {
    var key = keyOf("v");
    return inOrder(endorse("delete", key), endorse("copy", key, key()));
  }

  @Case("VALID, MVCC_READ_CONFLICT")
  String a_key_deleted_and_written_again_is_another_version() throws Exception {
    var key = keyOf("v");
    var reader = endorse("copy", key, key());
    client().submit("delete", key);
    return inOrder(endorse("put", key, "v"), reader);
  }

  @Case("VALID, MVCC_READ_CONFLICT")
  String writing_the_same_value_again_is_another_version() throws Exception {
    var key = keyOf("v");
    return inOrder(endorse("put", key, "v"), endorse("copy", key, key()));
  }

  @Case("VALID, MVCC_READ_CONFLICT")
  String a_changed_key_policy_is_another_version() throws Exception {
    var key = keyOf("v");
    return inOrder(endorse("require", key, msp(0), msp(1)), endorse("copy", key, key()));
  }

  @Case("ENDORSEMENT_POLICY_FAILURE, VALID")
  String an_invalid_transaction_conflicts_with_nobody() throws Exception {
    var key = keyOf("v");
    return inOrder(
        client().endorseBy(List.of(msp(0)), "append", key, "1"), endorse("append", key, "2"));
  }

  @Case("VALID, PHANTOM_READ_CONFLICT")
  String a_key_added_to_a_range_that_was_read_is_a_phantom() throws Exception {
    var range = range();
    return inOrder(
        endorse("put", range + "b", "x"), endorse("rangeInto", range, end(range), key()));
  }

  @Case("VALID, PHANTOM_READ_CONFLICT")
  String a_key_added_in_the_same_block_is_a_phantom() throws Exception {
    return inOneBlock(
        () -> {
          var range = range();
          return List.of(
              endorse("put", range + "b", "x"), endorse("rangeInto", range, end(range), key()));
        });
  }

  @Case("VALID, PHANTOM_READ_CONFLICT")
  String a_key_removed_from_a_range_that_was_read_is_a_phantom() throws Exception {
    var range = range();
    return inOrder(endorse("delete", range + "a"), endorse("rangeInto", range, end(range), key()));
  }

  @Case("VALID, PHANTOM_READ_CONFLICT")
  String a_changed_value_in_a_range_that_was_read_is_a_phantom() throws Exception {
    var range = range();
    return inOrder(
        endorse("put", range + "a", "y"), endorse("rangeInto", range, end(range), key()));
  }

  @Case("VALID, VALID")
  String a_key_beside_a_range_that_was_read_is_none() throws Exception {
    var range = range();
    return inOrder(endorse("put", end(range), "x"), endorse("rangeInto", range, end(range), key()));
  }

  @Case("VALID, PHANTOM_READ_CONFLICT")
  String an_empty_range_that_was_read_must_stay_empty() throws Exception {
    var range = key();
    return inOrder(
        endorse("put", range + "a", "x"), endorse("rangeInto", range, end(range), key()));
  }

  @Case("VALID, PHANTOM_READ_CONFLICT")
  String in_a_range_of_more_keys_than_are_kept_one_by_one_a_phantom_is_seen() throws Exception {
    var range = key();
    client().submit("putMany", range, "120");
    return inOrder(
        endorse("put", range + "1050x", "x"), endorse("rangeInto", range, end(range), key()));
  }

  @Case("VALID, VALID")
  String a_range_of_more_keys_than_are_kept_one_by_one_that_stays_is_valid() throws Exception {
    var range = key();
    client().submit("putMany", range, "120");
    return inOrder(endorse("put", end(range), "x"), endorse("rangeInto", range, end(range), key()));
  }

  @Case("VALID, PHANTOM_READ_CONFLICT")
  String a_range_counts_as_read_as_far_as_the_peer_read_it() throws Exception {
    var range = range();
    client().submit("put", range + "c", "x");
    return inOrder(endorse("put", range + "b", "x"), endorse("first", range, end(range), key()));
  }

  @Case("v")
  String a_transaction_does_not_see_what_it_wrote_itself() throws Exception {
    return new String(endorse("putThenGet", keyOf(""), "v").getResult());
  }

  /** A prefix with one key, {@code a}. */
  private String range() throws Exception {
    var prefix = key();
    client().submit("put", prefix + "a", "x");
    return prefix;
  }

  private static String end(String prefix) {
    return prefix + "~";
  }
}
