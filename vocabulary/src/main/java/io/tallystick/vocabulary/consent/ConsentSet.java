package io.tallystick.vocabulary.consent;

import java.util.List;

/**
 * All statements of one patient at one custodian towards one grantee: the document that a consent
 * head commits to, so that no decision can leave out a statement that denies.
 *
 * @param headId random id of the head
 * @param custodian org id of the hospital that holds the records
 * @param grantee org id of the institution that may receive
 */
public record ConsentSet(
    String headId, String custodian, String grantee, List<ConsentStatement> statements) {

  public ConsentSet {
    statements = statements == null ? List.of() : List.copyOf(statements);
  }
}
