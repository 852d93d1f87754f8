package io.tallystick.cli.verify;

import com.google.protobuf.ByteString;
import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.copies.Copy;
import io.tallystick.cli.verify.reach.AskState;
import io.tallystick.cli.verify.reach.Peer;
import io.tallystick.cli.verify.reach.Service;
import io.tallystick.cli.verify.reach.Surroundings;
import io.tallystick.ledger.block.BlockHashes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;

/**
 * Reads the services' copies, then the chain as far as they have read it, and compares. In that
 * order, so that a running system is no problem: what the copies say is in the chain by then.
 */
final class VerifyLedger {

  private static final Duration LAG = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 100;

  private final Surroundings surroundings;
  private final Verified verified;
  private final List<ByteString> fingerprints = new ArrayList<>();

  private final boolean states;

  /**
   * @param states whether peers are asked for each entry too
   */
  VerifyLedger(Surroundings surroundings, Verified verified, boolean states) {
    this.surroundings = surroundings;
    this.verified = verified;
    this.states = states;
  }

  /**
   * @throws Peer.Unreachable if there is no chain to read
   */
  void verify() throws InterruptedException {
    var copies = surroundings.services().stream().map(this::copy).flatMap(List::stream).toList();
    long seen = copies.stream().mapToLong(copy -> copy.after().blocks()).max().orElse(0);
    var peers = surroundings.peers();
    try (var peer = Peer.at(peers.getFirst(), surroundings.channel())) {
      peer.read(height(peer, seen), this::add);
      askState(peer);
    }
    for (var address : peers.subList(1, peers.size())) compare(address);
    copies.forEach(verified::compare);
  }

  private List<Copy> copy(Service service) {
    try {
      return List.of(service.copy());
    } catch (RuntimeException silent) {
      verified.report(
          new Finding(
              Problem.SERVICE_SILENT, null, null, null, service.name(), silent.getMessage()));
      return List.of();
    }
  }

  /** A peer may be a moment behind the services of another. */
  private static long height(Peer peer, long seen) throws InterruptedException {
    long until = System.nanoTime() + LAG.toNanos();
    long height = peer.height();
    while (height < seen && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      height = peer.height();
    }
    return height;
  }

  private void add(Block block) {
    verified.add(block);
    fingerprints.add(fingerprint(block));
  }

  /**
   * Header, data and validation codes: the rest of the metadata is each peer's and orderer's own.
   */
  private static ByteString fingerprint(Block block) {
    var slots = block.getMetadata();
    int codes = BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE;
    return BlockHashes.sha256(
        BlockHashes.headerHash(block.getHeader())
            .concat(BlockHashes.dataHash(block.getData()))
            .concat(
                codes < slots.getMetadataCount() ? slots.getMetadata(codes) : ByteString.EMPTY));
  }

  private void compare(Peer.Address address) throws InterruptedException {
    try (var peer = Peer.at(address, surroundings.channel())) {
      long count = Math.min(height(peer, fingerprints.size()), fingerprints.size());
      if (count < fingerprints.size()) {
        report(Problem.PEERS_DIFFER, count, address, "its chain ends before this block");
      }
      peer.read(
          count,
          block -> {
            long number = block.getHeader().getNumber();
            boolean same =
                number >= 0
                    && number < fingerprints.size()
                    && fingerprints.get((int) number).equals(fingerprint(block));
            if (!same) report(Problem.PEERS_DIFFER, number, address, "it has another block");
          });
      askState(peer);
    } catch (Peer.Unreachable gone) {
      report(Problem.PEERS_DIFFER, null, address, gone.getMessage());
    }
  }

  private void askState(Peer peer) throws InterruptedException {
    if (!states) return;
    var ask = new AskState(verified.chronicle(), fingerprints.size());
    ask.differences(peer).forEach(verified::report);
  }

  private void report(Problem problem, Long block, Peer.Address by, String detail) {
    verified.report(new Finding(problem, block, null, null, by.name(), detail));
  }
}
