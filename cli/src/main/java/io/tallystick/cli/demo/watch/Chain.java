package io.tallystick.cli.demo.watch;

import io.tallystick.cli.demo.watch.BlockReader.Written;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Block;

/** What the blocks say, gathered as they come. Safe for many readers and one writer. */
public final class Chain {

  /** An access with the transaction that decided it. */
  public record Decided(Access access, String txid, long block) {

    /** A receipt or a review moves it; what decided stays the transaction that began it. */
    Decided moved(Decided later) {
      return new Decided(later.access(), txid, block);
    }
  }

  private final Map<String, List<Trail.Step>> claims = new LinkedHashMap<>();
  private final Map<String, Decided> accesses = new LinkedHashMap<>();
  private final Set<String> records = new HashSet<>();
  private final Set<String> operations = new HashSet<>();
  private final List<String> repeated = new ArrayList<>();
  private long blocks;
  private long transactions;

  synchronized void add(Block block, long arrivedNanos) {
    blocks++;
    transactions += block.getData().getDataCount();
    for (var written : BlockReader.read(block)) {
      add(written, block.getHeader().getNumber(), arrivedNanos);
    }
    notifyAll();
  }

  private void add(Written written, long block, long arrivedNanos) {
    switch (written.entry()) {
      case LedgerEntry.Claim claim ->
          claims
              .computeIfAbsent(claim.claimId(), id -> new ArrayList<>())
              .add(new Trail.Step(claim, written.txid(), block, arrivedNanos));
      case Access access ->
          accesses.merge(
              access.accessId(), new Decided(access, written.txid(), block), Decided::moved);
      case LedgerEntry.Record record -> records.add(record.recordId());
      case LedgerEntry.ConsentHead head -> {}
      case LedgerEntry.Bill bill -> {}
      case LedgerEntry.Reuse reuse -> {}
      case LedgerEntry.Operation operation -> {
        if (!operations.add(operation.opId())) repeated.add(operation.opId());
      }
      case LedgerEntry.Proposals proposals -> {}
    }
  }

  public synchronized long blocks() {
    return blocks;
  }

  public synchronized long transactions() {
    return transactions;
  }

  /** Accepted operations; a transaction may carry several. */
  public synchronized long operations() {
    return operations.size();
  }

  /** Operations that more than one transaction carried out: their ids, one for each time more. */
  public synchronized List<String> repeated() {
    return List.copyOf(repeated);
  }

  public synchronized Optional<Trail> claim(String claimId) {
    return Optional.ofNullable(claims.get(claimId)).map(Trail::new);
  }

  /** Every claim on the chain, by id. */
  public synchronized Set<String> claimIds() {
    return Set.copyOf(claims.keySet());
  }

  public synchronized Set<String> recordIds() {
    return Set.copyOf(records);
  }

  /** Every access of that custodian, as it is now. */
  public synchronized List<Decided> accessesOf(String custodian) {
    return accesses.values().stream()
        .filter(d -> d.access().custodian().equals(custodian))
        .toList();
  }

  public synchronized Optional<Access> access(String accessId) {
    return Optional.ofNullable(accesses.get(accessId)).map(Decided::access);
  }

  /** Accesses decided for that claim, in order. */
  public synchronized List<Decided> accesses(String claimId) {
    return accesses.values().stream().filter(d -> claimId.equals(d.access().claimId())).toList();
  }
}
