package io.tallystick.devnet.part;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Deployment;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Signal;
import io.tallystick.devnet.secret.Secrets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every part of one devnet, in the order that gets all of it ready soonest. */
public final class Parts {

  public static final String PORTAL = "portal";
  private static final int SERVICE_HEAP_MEGABYTES = 256;

  /** FHIR's definitions alone take 220. */
  private static final int GATEWAY_HEAP_MEGABYTES = 640;

  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final List<String> ledger;

  private Parts(List<String> ledger) {
    this.ledger = ledger;
  }

  public static Parts of(
      Home home, Installation installation, Ports ports, Secrets secrets, LedgerChoice choice) {
    var ledger = LedgerParts.of(home, installation, ports, choice);
    var all = new Parts(ledger.names());
    var databases =
        Stream.concat(
                Stream.of(Keycloak.DATABASE),
                Consortium.deployments().stream().map(Deployment::database))
            .toList();
    var realms =
        Stream.concat(
                Stream.of(Consortium.PATIENTS),
                Consortium.INSTITUTIONS.stream().map(Institution::id))
            .toList();
    all.add(new Postgres(home, installation, ports, secrets, databases));
    all.add(new Keycloak(home, installation, ports, secrets, realms));
    all.add(new Kafka(home, installation, ports, secrets));
    ledger.all().forEach(all::add);
    all.add(new Chaincode(ledger.chaincodeId(), home, installation, ports));
    for (var each : Consortium.deployments()) {
      all.add(
          new QuarkusApp(
              each.part(),
              each.service(),
              ports.of(each),
              isGateway(each) ? List.of(ports.hl7(each)) : List.of(),
              isGateway(each) ? GATEWAY_HEAP_MEGABYTES : SERVICE_HEAP_MEGABYTES,
              and(ledger.names(), Postgres.NAME, Kafka.NAME, Keycloak.NAME),
              // Services fetch a realm's keys with the first token: no reason to wait for Keycloak.
              and(ledger.names(), Postgres.NAME, Kafka.NAME),
              home,
              installation));
    }
    all.add(
        new QuarkusApp(
            PORTAL,
            PORTAL,
            ports.portal(),
            List.of(),
            SERVICE_HEAP_MEGABYTES,
            List.of(Keycloak.NAME),
            List.of(Keycloak.NAME),
            home,
            installation));
    return all;
  }

  private static boolean isGateway(Deployment each) {
    return each.service().equals(Consortium.HOSPITAL_GATEWAY);
  }

  public Collection<Part> all() {
    return parts.values();
  }

  /** Those that make up the ledger, without the contracts. */
  public List<String> ledger() {
    return ledger;
  }

  public List<String> names() {
    return new ArrayList<>(parts.keySet());
  }

  public Part get(String name) {
    var part = parts.get(name);
    if (part == null) {
      throw new DevnetFailure(
          "There is no part " + name + "; the parts are " + String.join(", ", names()) + ".");
    }
    return part;
  }

  /** How a part is asked to end; also one that an older devnet had. */
  public Signal stopSignal(String name) {
    var part = parts.get(name);
    return part == null ? Signal.TERM : part.stopSignal();
  }

  /** These parts and all they need. */
  public SortedSet<String> withNeeds(Collection<String> wanted) {
    var closure = new TreeSet<String>();
    var open = new ArrayList<>(wanted);
    while (!open.isEmpty()) {
      var name = open.removeLast();
      if (closure.add(name)) open.addAll(get(name).needs());
    }
    return closure;
  }

  private static List<String> and(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).toList();
  }

  private void add(Part part) {
    parts.put(part.name(), part);
  }
}
