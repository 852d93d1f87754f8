package io.tallystick.journeys.conformance.ledger;

import java.util.List;

/**
 * A network that the cases run against: three organisations, one channel, and two chaincodes with
 * the policy "any two of the three": {@code kv}, the same everywhere, and {@code differing}, of
 * which the third organisation runs another version.
 */
public interface LedgerUnderTest extends AutoCloseable {

  /** Names; the MSP ids are the usual ones of these. */
  List<String> ORGS = List.of("riverside", "harbor", "authority");

  String CHANNEL = "conformance";
  String KV = "kv";
  String DIFFERING = "differing";

  /** Name and version, as they stand in the table: {@code Fabric 3.1.5}. */
  String version();

  /** Three. */
  List<Member> members();

  /** Whether each organisation has a peer of its own that can stand still or stop alone. */
  boolean hasSeparatePeers();

  /** Lets a peer stand still, with all its connections open. */
  void pause(Member member);

  void resume(Member member);

  void stop(Member member);

  /** Starts a stopped peer; returns when it answers. */
  void start(Member member);

  /** Stops and starts all peers on the data they have. */
  void restart();

  /** The process of {@link #KV}. */
  ChaincodeServer chaincode();

  @Override
  void close();
}
