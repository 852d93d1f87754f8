package io.tallystick.devnet.fabric;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Brings one chaincode's definition onto the channel, as its members do on any Fabric network:
 * install, approve, commit (Fabric docs, "Fabric chaincode lifecycle"). Each step looks first and
 * does nothing twice.
 */
record Lifecycle(FabricPlan plan, FabricChaincode chaincode) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the channel holds of the chaincode's name. */
  private record Committed(long sequence, String version) {}

  /** Installs at the organisation's peer and approves in its name. */
  void approve(PeerCli cli) throws IOException, InterruptedException {
    var org = cli.org().name();
    var packed = chaincode.packageOf(org);
    if (!cli.run("lifecycle", "chaincode", "queryinstalled").contains(packed.id())) {
      cli.run("lifecycle", "chaincode", "install", written(packed, org).toString());
    }
    long sequence = sequence(cli);
    if (isApproved(cli, sequence, packed)) return;
    cli.order(
        Stream.concat(
            Stream.of("lifecycle", "chaincode", "approveformyorg"),
            Stream.concat(definition(sequence), Stream.of("--package-id", packed.id()))));
  }

  /**
   * Commits once a majority approved.
   *
   * @throws IOException if it hasn't yet; it names who is missing
   */
  void commit(PeerCli cli) throws IOException, InterruptedException {
    if (isCommitted(cli)) return;
    long sequence = sequence(cli);
    var approvals = approvals(cli, sequence);
    if (!approvals.missing().isEmpty()) {
      throw new IOException(
          "chaincode " + chaincode.name() + " isn't approved yet by " + approvals.missing());
    }
    var everyone =
        plan.orgs().stream()
            .flatMap(
                org ->
                    Stream.of(
                        "--peerAddresses",
                        org.peerAddress(),
                        "--tlsRootCertFiles",
                        plan.tlsCa(org.name()).toString()));
    cli.order(
        Stream.concat(
            Stream.of("lifecycle", "chaincode", "commit"),
            Stream.concat(definition(sequence), everyone)));
  }

  boolean isCommitted(PeerCli cli) throws InterruptedException {
    return committed(cli).filter(it -> it.version().equals(chaincode.version())).isPresent();
  }

  private record Approvals(List<String> missing) {}

  private Approvals approvals(PeerCli cli, long sequence) throws IOException, InterruptedException {
    var words =
        Stream.concat(
            Stream.of("lifecycle", "chaincode", "checkcommitreadiness", "--output", "json"),
            definition(sequence));
    var answer = JSON.readTree(cli.run(words.toList())).get("approvals");
    var fields = StreamSupport.stream(answer.properties().spliterator(), false);
    return new Approvals(
        fields.filter(each -> !each.getValue().asBoolean()).map(each -> each.getKey()).toList());
  }

  private long sequence(PeerCli cli) throws InterruptedException {
    return committed(cli)
        .map(it -> it.version().equals(chaincode.version()) ? it.sequence() : it.sequence() + 1)
        .orElse(1L);
  }

  private Optional<Committed> committed(PeerCli cli) throws InterruptedException {
    try {
      var printed =
          cli.run(
              "lifecycle",
              "chaincode",
              "querycommitted",
              "--channelID",
              plan.channel(),
              "--name",
              chaincode.name(),
              "--output",
              "json");
      var definition = JSON.readTree(printed);
      return Optional.of(
          new Committed(definition.get("sequence").asLong(), definition.get("version").asText()));
    } catch (IOException undefined) {
      return Optional.empty();
    }
  }

  private boolean isApproved(PeerCli cli, long sequence, ChaincodePackage packed)
      throws InterruptedException {
    try {
      return cli.run(
              "lifecycle",
              "chaincode",
              "queryapproved",
              "--channelID",
              plan.channel(),
              "--name",
              chaincode.name(),
              "--sequence",
              Long.toString(sequence),
              "--output",
              "json")
          .contains(packed.id());
    } catch (IOException notYet) {
      return false;
    }
  }

  private Stream<String> definition(long sequence) {
    return Stream.of(
        "--channelID",
        plan.channel(),
        "--name",
        chaincode.name(),
        "--version",
        chaincode.version(),
        "--sequence",
        Long.toString(sequence),
        "--signature-policy",
        chaincode.policy());
  }

  private Path written(ChaincodePackage packed, String org) throws IOException {
    var folder = Files.createDirectories(plan.config().resolve("packages").resolve(org));
    return Files.write(folder.resolve(packed.label() + ".tar.gz"), packed.bytes());
  }
}
