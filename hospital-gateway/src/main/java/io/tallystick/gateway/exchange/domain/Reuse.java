package io.tallystick.gateway.exchange.domain;

import java.time.Instant;

/**
 * That a result received from elsewhere was used here instead of repeating the test.
 *
 * @param leaf its place among the record's leaves
 * @param txid absent until recorded
 * @param refusal the ledger's code, absent unless refused
 */
public record Reuse(
    String reuseId,
    String accessId,
    String recordId,
    int leaf,
    String opId,
    String recordedBy,
    State state,
    String txid,
    Instant recordedAt,
    String refusal) {

  public enum State {
    PENDING,
    RECORDED,
    REFUSED
  }
}
