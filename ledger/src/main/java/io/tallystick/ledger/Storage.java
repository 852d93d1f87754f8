package io.tallystick.ledger;

import io.tallystick.ledger.block.BlockFiles;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.crypto.OwnerOnly;
import io.tallystick.ledger.lifecycle.ConfiguredDefinitions;
import io.tallystick.ledger.lifecycle.Definitions;
import io.tallystick.ledger.state.StateStore;
import io.tallystick.ledger.validate.BlockValidator;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** The chain and its state, opened, checked and brought up to date with each other. */
final class Storage implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Storage.class.getName());

  private final StateStore state;
  private final BlockFiles files;
  private final Chain chain;
  private final BlockValidator validator;
  private volatile boolean closing;
  private Thread check;

  private Storage(StateStore state, BlockFiles files, BlockValidator validator) {
    this.state = state;
    this.files = files;
    this.chain = new Chain(files, state);
    this.validator = validator;
  }

  static Storage open(LedgerConfig config, Consortium consortium, Definitions definitions) {
    var folder = config.dataFolder();
    var state = StateStore.open(OwnerOnly.folder(folder.resolve("state")));
    BlockFiles files = null;
    try {
      files =
          BlockFiles.open(
              folder.resolve("blocks"),
              new BlockFiles.Remembered(state.height(), state::place),
              repaired -> LOG.log(Level.WARNING, repaired));
      var validator =
          new BlockValidator(config.channel(), consortium.members(), definitions, state);
      var storage = new Storage(state, files, validator);
      storage.recover(config, consortium);
      storage.define(config, definitions);
      return storage;
    } catch (RuntimeException e) {
      if (files != null) {
        files.close();
      }
      state.close();
      throw e;
    }
  }

  private void recover(LedgerConfig config, Consortium consortium) {
    if (files.last() == null) {
      var definitions = new ConfiguredDefinitions(config.mspIds());
      var genesis = consortium.genesis(config, definitions.writes(config.configured()));
      chain.commit(genesis, validator.effects(genesis));
    }
    consortium.checkOwns(files.read(0), files.last(), config);
    for (var number = chain.height(); number < files.end().height(); number++) {
      chain.apply(validator.effects(files.read(number)));
    }
  }

  /** Chaincodes that were configured after the chain began, or before chains held definitions. */
  private void define(LedgerConfig config, Definitions definitions) {
    var configured = new ConfiguredDefinitions(config.mspIds());
    try (var snapshot = state.snapshot()) {
      var missing =
          config.configured().stream()
              .filter(each -> definitions.committed(snapshot, each.name()).isEmpty())
              .toList();
      state.seed(configured.state(missing));
      for (var each : config.configured()) {
        configured
            .difference(definitions, snapshot, each)
            .ifPresent(
                difference ->
                    LOG.log(
                        Level.WARNING,
                        "the channel''s definition of chaincode {0} holds, not the configured one: {1}",
                        each.name(),
                        difference));
      }
    }
  }

  /** Reads in the background what opening didn't; who is told when something doesn't fit. */
  void checkEarlierBlocks(Consumer<Throwable> failed) {
    check =
        Thread.ofPlatform()
            .name("chain check")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .start(
                () -> {
                  try {
                    files.checkEarlier(() -> closing);
                  } catch (RuntimeException e) {
                    if (!closing) {
                      LOG.log(Level.ERROR, "the chain is damaged", e);
                      failed.accept(e);
                    }
                  }
                });
  }

  Chain chain() {
    return chain;
  }

  BlockValidator validator() {
    return validator;
  }

  @Override
  public void close() {
    closing = true;
    try {
      if (check != null) {
        check.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    files.close();
    state.close();
  }
}
