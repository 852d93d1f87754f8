package io.tallystick.kit.events.content;

import java.util.List;

/**
 * {@code erasure.owed}, custodian to recipient, by reference.
 *
 * @param headId the revoked consent; absent after a break-glass that wasn't justified
 * @param accessIds the accesses whose content has lost its ground
 */
public record ErasureOwed(String headId, List<String> accessIds) {

  public ErasureOwed {
    accessIds = accessIds == null ? List.of() : List.copyOf(accessIds);
  }
}
