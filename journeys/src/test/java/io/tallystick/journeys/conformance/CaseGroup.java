package io.tallystick.journeys.conformance;

import io.tallystick.journeys.conformance.client.Chain;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.journeys.conformance.ledger.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.junit.jupiter.api.Assumptions;

/** What every group of cases works with. Each case uses keys of its own. */
public abstract class CaseGroup {

  protected static final String CHANNEL = LedgerUnderTest.CHANNEL;
  protected static final String KV = LedgerUnderTest.KV;
  protected static final String DIFFERING = LedgerUnderTest.DIFFERING;
  protected static final String NOWHERE = "nowhere";

  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final int ATTEMPTS = 10;

  protected final LedgerUnderTest ledger;
  protected final Clients clients;

  protected CaseGroup(LedgerUnderTest ledger, Clients clients) {
    this.ledger = ledger;
    this.clients = clients;
  }

  /** The first, second or third organisation: 0, 1, 2. */
  protected final Member member(int index) {
    return ledger.members().get(index);
  }

  /** MSP id of the first, second or third organisation. */
  protected final String msp(int index) {
    return member(index).mspId();
  }

  /** The first organisation's client at its own gateway. */
  protected final Client client() {
    return client(0);
  }

  protected final Client client(int index) {
    return clients.of(member(index));
  }

  protected final Chain chain() {
    return new Chain(client());
  }

  /** A key that nobody used, and no prefix of another. */
  protected static String key() {
    return "k%05d.".formatted(KEYS.incrementAndGet());
  }

  /** A key with a value. */
  protected final String keyOf(String value) throws GatewayException {
    var key = key();
    var code = client().submit("put", key, value);
    if (!code.equals("VALID")) {
      throw new IllegalStateException("the key could not be written: " + code);
    }
    return key;
  }

  /** A case that only a ledger of separate peers can show. */
  protected final void needsSeparatePeers(String reason) {
    Assumptions.assumeTrue(ledger.hasSeparatePeers(), reason);
  }

  /** Makes transactions that are endorsed before any of them is submitted. */
  @FunctionalInterface
  protected interface Endorsed {
    List<Transaction> make() throws Exception;
  }

  /** Submits them together until they stand in one block; answers their validation codes. */
  protected static String inOneBlock(Endorsed transactions) throws Exception {
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var submitted = new ArrayList<SubmittedTransaction>();
      for (var transaction : transactions.make()) {
        submitted.add(transaction.submitAsync());
      }
      var codes = new ArrayList<String>();
      var blocks = new HashSet<Long>();
      for (var each : submitted) {
        var status = each.getStatus();
        codes.add(status.getCode().name());
        blocks.add(status.getBlockNumber());
      }
      if (blocks.size() == 1) {
        return String.join(", ", codes);
      }
    }
    throw new IllegalStateException("no block held all of them in " + ATTEMPTS + " attempts");
  }

  /** Submits them one after the other; answers their validation codes. */
  protected static String inOrder(Transaction... transactions) throws GatewayException {
    var codes = new ArrayList<String>();
    for (var transaction : transactions) {
      codes.add(Client.code(transaction));
    }
    return String.join(", ", codes);
  }
}
