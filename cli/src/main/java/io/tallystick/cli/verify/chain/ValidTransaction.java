package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A transaction that is rightly valid, as far as one chaincode's public state goes.
 *
 * @param index its place in the block
 * @param at the time its creator gave it, which the endorsers accepted
 * @param creatorMsp who proposed it
 * @param endorserMsps whose valid signatures it carries
 * @param arguments the function's name and what it was called with
 * @param writes value by key in the transaction's order; null where it deletes
 * @param before what those keys held before; absent for new ones
 */
public record ValidTransaction(
    long block,
    int index,
    String txid,
    Instant at,
    String creatorMsp,
    Set<String> endorserMsps,
    List<ByteString> arguments,
    Map<String, ByteString> writes,
    Map<String, ByteString> before) {}
