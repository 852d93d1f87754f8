package io.tallystick.ledger.lifecycle;

import io.tallystick.ledger.lifecycle.Definitions.Definition;
import io.tallystick.ledger.lifecycle.InstalledPackages.Installed;
import io.tallystick.ledger.state.StateView;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which chaincodes each organisation's peer can execute: committed, approved by it, installed. */
public final class RunningChaincodes {

  private final Definitions definitions;
  private final Map<String, InstalledPackages> packagesByMspId;

  public RunningChaincodes(
      Definitions definitions, Map<String, InstalledPackages> packagesByMspId) {
    this.definitions = definitions;
    this.packagesByMspId = Map.copyOf(packagesByMspId);
  }

  /** What an organisation's peer finds when it is to execute a chaincode. */
  public sealed interface Found {
    record Executable(Definition definition, String address) implements Found {}

    /** It can't, and why, in Fabric's words. */
    record Missing(String why) implements Found {}
  }

  /** Looks for a chaincode as an organisation's peer. */
  public Found find(StateView state, String mspId, String channel, String chaincode) {
    var committed = definitions.committed(state, chaincode);
    if (committed.isEmpty()) {
      return new Found.Missing("chaincode %s not found".formatted(chaincode));
    }
    var definition = committed.get();
    if (!definitions.approved(state, definition, mspId)) {
      return new Found.Missing(
          "chaincode definition for '%s' at sequence %d on channel '%s' has not yet been approved by this org"
              .formatted(chaincode, definition.sequence(), channel));
    }
    return installed(state, definition, mspId)
        .<Found>map(installed -> new Found.Executable(definition, installed.address()))
        .orElseGet(
            () ->
                new Found.Missing(
                    "chaincode definition for '%s' exists, but chaincode is not installed"
                        .formatted(chaincode)));
  }

  private Optional<Installed> installed(StateView state, Definition definition, String mspId) {
    var packages = packagesByMspId.get(mspId);
    return packages == null
        ? Optional.empty()
        : packages.get(definitions.packageId(state, definition, mspId));
  }

  /** All addresses where committed chaincodes execute, with the organisations that do so there. */
  public Map<String, SortedSet<String>> addresses(StateView state) {
    var addresses = new TreeMap<String, SortedSet<String>>();
    for (var definition : definitions.committed(state)) {
      for (var mspId : packagesByMspId.keySet()) {
        installed(state, definition, mspId)
            .ifPresent(
                installed ->
                    addresses
                        .computeIfAbsent(installed.address(), address -> new TreeSet<>())
                        .add(mspId));
      }
    }
    return addresses;
  }
}
