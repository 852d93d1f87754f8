package io.tallystick.cli.verify.meaning;

/**
 * What stands under a key at the chain's end.
 *
 * @param entry the record of vocabulary
 * @param json as it was written
 * @param by the operation that wrote it last, null if none says so
 */
public record Held(String key, Object entry, String json, String txid, long block, Fact by) {}
