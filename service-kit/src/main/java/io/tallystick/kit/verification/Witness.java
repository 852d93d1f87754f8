package io.tallystick.kit.verification;

import java.util.HexFormat;
import org.jdbi.v3.core.Handle;

/**
 * How far a service has read the chain: whoever cuts or rewrites what it has read is found out.
 *
 * @param blocks how many
 * @param headerHash SHA-256 of the last one's header, hexadecimal; absent before the first
 */
public record Witness(long blocks, String headerHash) {

  public static Witness of(Handle tx) {
    return tx.createQuery("SELECT next_block, header_hash FROM ledger_tail")
        .map(
            (row, context) -> {
              var hash = row.getBytes(2);
              return new Witness(
                  row.getLong(1), hash == null ? null : HexFormat.of().formatHex(hash));
            })
        .one();
  }
}
