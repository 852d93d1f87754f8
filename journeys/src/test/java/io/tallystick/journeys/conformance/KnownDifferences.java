package io.tallystick.journeys.conformance;

import java.util.Set;

/** Cases that the dev ledger doesn't answer as Fabric yet; skipped, and in the table. */
final class KnownDifferences {

  private static final Set<String> OF_THE_DEV_LEDGER =
      Set.of(
          "Evaluating.an_evaluation_of_an_unknown_chaincode_is_refused",
          "Evaluating.an_evaluation_on_an_unknown_channel_is_refused",
          "Evaluating.an_evaluation_that_names_no_chaincode_is_refused",
          "Evaluating.an_evaluation_that_names_no_channel_is_refused",
          "Evaluating.an_evaluation_without_a_proposal_is_refused",
          "Endorsing.a_call_as_init_is_refused_where_none_is_required",
          "Endorsing.a_proposal_of_another_epoch_is_refused",
          "Endorsing.a_proposal_of_another_type_is_refused",
          "Endorsing.a_proposal_that_was_committed_cannot_be_replayed",
          "Endorsing.a_proposal_without_a_creator_is_refused",
          "Endorsing.a_proposal_without_a_nonce_is_refused",
          "Endorsing.a_transaction_id_that_does_not_follow_from_the_nonce_is_refused",
          "Endorsing.an_endorsement_of_an_unknown_chaincode_is_refused",
          "Endorsing.an_endorsement_of_other_bytes_is_refused",
          "Endorsing.an_endorsement_on_an_unknown_channel_is_refused",
          "Submitting.a_configuration_is_not_taken_from_a_client",
          "Submitting.a_submit_to_an_unknown_channel_is_refused",
          "Submitting.a_transaction_for_an_unknown_channel_is_not_ordered",
          "Submitting.an_envelope_of_no_transactions_type_is_invalid",
          "Submitting.an_envelope_of_other_bytes_is_not_ordered",
          "CommitStatuses.a_question_of_nobody_is_refused",
          "CommitStatuses.a_question_on_no_channel_is_refused",
          "CommitStatuses.a_status_on_an_unknown_channel_is_refused",
          "CommitStatuses.an_empty_question_is_refused",
          "ChaincodeEvents.an_empty_request_for_events_is_refused",
          "ChaincodeEvents.events_of_an_unknown_channel_are_refused",
          "Delivering.headers_alone_come_when_they_are_asked_for",
          "Identities.a_certificate_without_a_role_is_refused",
          "Identities.a_proposal_without_a_signature_is_refused",
          "Identities.an_expired_certificate_evaluates_nothing",
          "SystemChaincode.a_block_is_told_by_its_hash",
          "SystemChaincode.a_block_number_that_is_none_is_refused",
          "SystemChaincode.a_block_of_an_unknown_hash_is_not_told",
          "SystemChaincode.an_unknown_question_is_refused",
          "Endorsing.a_proposal_sixteen_minutes_old_is_refused",
          "Endorsing.a_proposal_of_sixteen_minutes_ahead_is_refused",
          "Endorsing.a_proposal_without_a_time_is_refused",
          "Evaluating.an_evaluation_sixteen_minutes_old_is_refused",
          "Identities.an_authority_that_certifies_itself_is_refused",
          "Identities.the_organisations_own_authority_is_no_client",
          "Calls.an_argument_of_twenty_mebibytes_arrives",
          "Calls.a_request_of_more_than_a_hundred_mebibytes_is_not_taken");

  static boolean contains(String group, String sentence) {
    return OF_THE_DEV_LEDGER.contains(group + "." + sentence);
  }

  private KnownDifferences() {}
}
