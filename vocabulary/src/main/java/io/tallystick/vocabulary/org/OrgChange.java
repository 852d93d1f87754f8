package io.tallystick.vocabulary.org;

/**
 * What a majority decides about membership.
 *
 * @param org the new member, only with ADMIT
 * @param orgId the member concerned, with all others
 * @param successor with SUCCEED: who takes the place of {@code orgId}
 */
public record OrgChange(Kind kind, Org org, String orgId, String successor) {

  public enum Kind {
    ADMIT,
    SUSPEND,
    REINSTATE,
    REMOVE,
    SUCCEED
  }
}
