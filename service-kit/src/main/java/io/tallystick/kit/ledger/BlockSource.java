package io.tallystick.kit.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.protos.common.Block;

/** Full blocks from the institution's own peer (Fabric Deliver). */
@ApplicationScoped
public class BlockSource {

  private final LedgerConnection connection;

  BlockSource(LedgerConnection connection) {
    this.connection = connection;
  }

  /** Blocks from {@code number} on, without end; blocks while there is none. */
  public CloseableIterator<Block> blocksFrom(long number) {
    return connection.network().newBlockEventsRequest().startBlock(number).build().getEvents();
  }

  /** After a fault: the peer is tried again at once, for every call of this service. */
  public void reconnect() {
    connection.reconnect();
  }
}
