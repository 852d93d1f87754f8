package io.tallystick.devnet.fabric;

import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;

/** Everything that the nodes read before their first start; what is there stays. */
record NetworkFiles(FabricPlan plan, MspFolders msp) {

  /** One at a time: several nodes of one network may be about to start. */
  void create() throws IOException, InterruptedException {
    synchronized (NetworkFiles.class) {
      createAll();
    }
  }

  private void createAll() throws IOException, InterruptedException {
    OwnerOnly.folder(plan.config());
    OwnerOnly.folder(plan.data());
    msp.create();
    new ExternalBuilder(plan.builder()).write();
    new ChannelConfiguration(plan, msp).create();
  }
}
