package io.tallystick.cli.verify.chain;

/** What can be wrong. The names are stable: scripts may match them. */
public enum Problem {
  /** The bytes are not a block of Fabric's protocol, or hold more than one. */
  BLOCK_MALFORMED,
  /** A block's number isn't the one that follows. */
  BLOCK_NUMBER,
  /** A block doesn't hold the hash of the header before it. */
  PREVIOUS_HASH,
  /** A block's transactions aren't those of its header. */
  DATA_HASH,
  /** Too few orderers of the channel's configuration signed the block. */
  BLOCK_SIGNATURE,
  /** The configuration that a block names isn't the channel's last one. */
  LAST_CONFIG,
  /** Validation codes and state updates don't fit the peer's chained commit hash. */
  COMMIT_HASH,
  /** A transaction is marked otherwise than its signatures, policies and reads say. */
  VALIDATION_CODE,
  /** A configuration can't be read, or isn't signed by a member. */
  CHANNEL_CONFIG,
  /** A valid transaction's creator or endorser had a certificate that was over by then. */
  CERTIFICATE_EXPIRED,
  /** Two peers give different blocks of one number. */
  PEERS_DIFFER,

  /** An entry isn't what its key says, or can't be what a contract wrote. */
  ENTRY_MALFORMED,
  /** An entry was written without its parties' endorsements (design §4). */
  PARTIES_MISSING,
  /** No contract moves an entry that way. */
  TRANSITION_ILLEGAL,
  /** An operation's record and what it moved don't fit. */
  OPERATION_INCONSISTENT,
  /** A key that no contract writes, or a deletion. */
  KEY_UNEXPECTED,

  /** A witness has seen more blocks than the chain has: its tail was cut. */
  WITNESS_AHEAD,
  /** A witness has seen another block of that number. */
  WITNESS_DIFFERS,
  /** A service's copy is behind the chain. */
  COPY_BEHIND,
  /** A row that follows from the chain isn't there. */
  ROW_MISSING,
  /** A row says what the chain doesn't. */
  ROW_UNEXPECTED,
  /** A row differs from what follows from the chain. */
  ROW_DIFFERS,
  /** A kept document doesn't open the ledger's commitment to it. */
  COMMITMENT_UNOPENED,
  /** A service gave no copy to compare. */
  SERVICE_SILENT,
  /** What a peer's state holds isn't what follows from the blocks. */
  STATE_DIFFERS,

  /** A certificate doesn't prove what it says. */
  CERTIFICATE_REFUTED
}
