package io.tallystick.cli.verify.reach;

import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.identity.Tokens;
import io.tallystick.cli.verify.chain.Rules;
import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Enrolments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What there is to verify.
 *
 * @param peers the first one's blocks are verified, the others' compared with them
 * @param rules what the chain doesn't say itself
 */
public record Surroundings(
    String channel, List<Peer.Address> peers, List<Service> services, Rules rules) {

  /**
   * A devnet's: every institution's gateway and services, with the devnet's own identities.
   *
   * @param org its peer only; null for all
   * @throws DevnetFailure if there is none
   */
  public static Surroundings of(Devnet devnet, String org) {
    if (!Files.isDirectory(devnet.home().crypto())) {
      throw new DevnetFailure("Nothing was started in " + devnet.home().folder() + " yet.");
    }
    var api = new Api();
    var tokens = new Tokens(api, devnet.ports(), devnet.secrets(), Clock.systemUTC());
    var peers =
        Consortium.INSTITUTIONS.stream()
            .filter(each -> org == null || each.id().equals(org))
            .map(each -> peer(devnet, each))
            .toList();
    var services =
        Consortium.INSTITUTIONS.stream()
            .flatMap(each -> each.deployments().stream())
            .map(
                each ->
                    new Service(
                        each.part(),
                        devnet.ports().url(each),
                        api,
                        () -> tokens.ofSystem(each.org(), each.service())))
            .toList();
    var rules =
        devnet.ledger().isFabric()
            ? Rules.fabric(Consortium.CHAINCODE)
            : Rules.devLedger(Consortium.CHAINCODE);
    return new Surroundings(Consortium.CHANNEL, peers, services, rules);
  }

  /**
   * A Fabric network's, by the configuration files of services on it.
   *
   * @param files one per service; an institution's peer is read once
   * @throws DevnetFailure if one lacks what it takes, or they tell of different channels
   */
  public static Surroundings of(List<Path> files) {
    var api = new Api();
    var settings = files.stream().map(ServiceSettings::in).toList();
    var first = settings.getFirst();
    if (settings.stream().anyMatch(each -> !each.channel().equals(first.channel()))) {
      throw new DevnetFailure("These services aren't on one channel.");
    }
    var peers = new LinkedHashMap<String, Peer.Address>();
    settings.forEach(each -> peers.putIfAbsent(each.org(), each.peer()));
    return new Surroundings(
        first.channel(),
        List.copyOf(peers.values()),
        settings.stream().flatMap(each -> each.service(api).stream()).toList(),
        Rules.fabric(first.chaincode()));
  }

  public Surroundings withoutServices() {
    return new Surroundings(channel, peers, List.of(), rules);
  }

  private static Peer.Address peer(Devnet devnet, Institution institution) {
    var enrolled = Enrolments.devnet(devnet.home(), institution.id());
    return new Peer.Address(
        institution.id(),
        Ports.HOST + ":" + devnet.ports().gateway(institution),
        null,
        enrolled.tlsCa(),
        enrolled.mspId(),
        enrolled.certificate(),
        enrolled.privateKey());
  }
}
