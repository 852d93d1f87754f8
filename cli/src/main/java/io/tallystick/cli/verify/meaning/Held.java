package io.tallystick.cli.verify.meaning;

import io.tallystick.vocabulary.ledger.EntryParties;
import io.tallystick.vocabulary.ledger.OrgDirectory;

/**
 * What stands under a key at the chain's end.
 *
 * @param entry the record of vocabulary
 * @param json as it was written
 * @param by the operation that wrote it last, null if none says so
 * @param orgs who was who when it was written
 */
public record Held(
    String key, Object entry, String json, String txid, long block, Fact by, OrgDirectory orgs) {

  /** Whether this form is in an institution's copy: a successor's has what is written since. */
  public boolean concerns(String orgId) {
    return EntryParties.concern(entry, orgId, orgs);
  }
}
