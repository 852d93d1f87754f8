package io.tallystick.kit.ledger.tail;

import io.quarkus.arc.All;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerTailListener;
import io.tallystick.kit.ledger.tail.TailTables.Checkpoint;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Some consecutive blocks, applied in one transaction with the checkpoint behind them. */
@ApplicationScoped
class ApplyBlocks {

  private static final Logger LOG = Logger.getLogger(ApplyBlocks.class);

  private final Transactions transactions;
  private final List<LedgerTailListener<?>> listeners;
  private final OrgCache orgs;
  private final TailProgress progress;
  private final String ownOrg;

  ApplyBlocks(
      Transactions transactions,
      @All List<LedgerTailListener<?>> listeners,
      OrgCache orgs,
      TailProgress progress,
      TallystickConfig config) {
    this.transactions = transactions;
    this.listeners = listeners;
    this.orgs = orgs;
    this.progress = progress;
    this.ownOrg = config.org().id();
  }

  Checkpoint checkpoint() {
    var checkpoint = transactions.inTransaction(TailTables::checkpoint);
    progress.applied(checkpoint.next());
    return checkpoint;
  }

  /**
   * @return the checkpoint from which to go on, also when another replica was faster
   * @throws ChainBroken if the blocks don't follow the chain that was read
   */
  Checkpoint apply(Checkpoint from, List<ChainBlock> blocks) {
    var to = follow(from, blocks);
    boolean advanced = transactions.inTransaction(tx -> apply(tx, from, to, blocks));
    if (!advanced) {
      orgs.reload();
      return checkpoint();
    }
    progress.applied(to.next());
    return to;
  }

  private boolean apply(Handle tx, Checkpoint from, Checkpoint to, List<ChainBlock> blocks) {
    if (!TailTables.advance(tx, from, to)) return false;
    var reading = new Reading(new Parties(ownOrg, TailTables.orgs(tx)));
    blocks.forEach(reading::read);
    TailTables.insertFacts(tx, reading.facts());
    TailTables.upsertEntries(tx, reading.entries());
    TailTables.insertDisbelieved(tx, reading.disbelieved());
    for (var entry : reading.disbelieved()) {
      LOG.warnf("%s in %s lacks its parties' endorsements", entry.key(), entry.txid());
    }
    for (var row : reading.entries()) {
      listeners.forEach(listener -> tell(tx, listener, row.applied()));
      if (row.applied().entry() instanceof Org) tx.afterCommit(orgs::reload);
    }
    return true;
  }

  private static <T> void tell(Handle tx, LedgerTailListener<T> to, AppliedEntry<?> applied) {
    var type = to.entryType();
    if (!type.isInstance(applied.entry())) return;
    to.applied(tx, new AppliedEntry<>(applied.key(), type.cast(applied.entry()), applied.fact()));
  }

  private static Checkpoint follow(Checkpoint from, List<ChainBlock> blocks) {
    var at = from;
    for (var block : blocks) {
      if (block.number() != at.next()) {
        throw new ChainBroken("expected block " + at.next() + ", got " + block.number());
      }
      if (at.headerHash() != null && !Arrays.equals(at.headerHash(), block.previousHash())) {
        throw new ChainBroken("block " + block.number() + " doesn't follow the one before");
      }
      at = new Checkpoint(block.number() + 1, block.headerHash());
    }
    return at;
  }
}
