package io.tallystick.ledger.chaincode;

import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The connections to all chaincode servers that some committed definition needs, by address. */
public final class ChaincodeHosts implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ChaincodeHosts.class.getName());

  private final ChaincodeTimeouts timeouts;
  private final Map<String, ChaincodeHost> hosts = new HashMap<>();
  private boolean closed;

  public ChaincodeHosts(ChaincodeTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  /**
   * Connects to just these servers; one that is no longer needed finishes what it executes.
   *
   * @param wanted the organisations that execute there, by address (host:port)
   */
  public synchronized void connect(Map<String, ? extends Collection<String>> wanted) {
    if (closed) {
      return;
    }
    hosts
        .entrySet()
        .removeIf(
            host -> {
              var obsolete = !wanted.containsKey(host.getKey());
              if (obsolete) {
                host.getValue().retire();
              }
              return obsolete;
            });
    wanted.forEach(
        (address, mspIds) -> {
          var host = hosts.get(address);
          if (host == null) {
            open(address, mspIds);
          } else {
            host.serve(mspIds);
          }
        });
  }

  /** An address that cannot be one is its organisation's trouble, not everybody's. */
  private void open(String address, Collection<String> mspIds) {
    try {
      hosts.put(address, new ChaincodeHost(address, mspIds, timeouts));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "chaincode at " + address + " cannot be connected to", e);
    }
  }

  /** The connection to a server; it must be wanted. */
  synchronized ChaincodeHost at(String address) throws NotConnectedException {
    var host = hosts.get(address);
    if (host == null) {
      throw new NotConnectedException("connection to " + address + " is not kept any more");
    }
    return host;
  }

  @Override
  public synchronized void close() {
    closed = true;
    hosts.values().forEach(ChaincodeHost::close);
  }
}
