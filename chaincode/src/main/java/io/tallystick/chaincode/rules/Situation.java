package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import java.time.Instant;
import java.util.Optional;

/**
 * What a rule may look at beside the operation itself; nothing here differs between two endorsers.
 */
public interface Situation {

  /**
   * The member whose certificate signed the proposal; never null once the consortium is founded.
   */
  Member caller();

  /** The transaction's timestamp, to the millisecond. */
  Instant now();

  String channel();

  OrgDirectory orgs();

  /** Whether the caller is this org, or has taken its place. */
  default boolean actsFor(String orgId) {
    return orgs().actingFor(orgId).filter(member -> member.equals(caller())).isPresent();
  }

  /** A committed entry of the world state. */
  <T> Optional<T> entry(String key, Class<T> type);

  /** What opens this operation's commitments, from the transient data. */
  <T> Optional<T> opening(Class<T> type);
}
