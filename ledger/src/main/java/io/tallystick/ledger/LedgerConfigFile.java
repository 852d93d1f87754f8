package io.tallystick.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.order.BlockCutting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Reads a {@link LedgerConfig} from JSON; see the module's README for an example. */
final class LedgerConfigFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  record Root(
      String dataFolder,
      String cryptoFolder,
      String host,
      String channel,
      Cutting blockCutting,
      List<OrgEntry> orgs,
      List<ChaincodeEntry> chaincodes,
      Long executeTimeoutMs) {}

  record Cutting(
      Integer maxCount,
      Integer maxBytes,
      Integer absoluteMaxBytes,
      Integer batchTimeoutMs,
      Integer quietTimeMs) {

    BlockCutting toConfig() {
      var defaults = BlockCutting.DEFAULT;
      return new BlockCutting(
          Objects.requireNonNullElse(maxCount, defaults.maxCount()),
          Objects.requireNonNullElse(maxBytes, defaults.maxBytes()),
          Objects.requireNonNullElse(absoluteMaxBytes, defaults.absoluteMaxBytes()),
          millis(batchTimeoutMs, defaults.batchTimeout()),
          millis(quietTimeMs, defaults.quietTime()));
    }

    private static Duration millis(Integer given, Duration otherwise) {
      return given == null ? otherwise : Duration.ofMillis(given);
    }
  }

  record OrgEntry(String name, String mspId, int gatewayPort) {}

  record ChaincodeEntry(
      String name,
      String version,
      String address,
      Map<String, String> addressByMspId,
      PolicyEntry policy) {

    LedgerConfig.Chaincode toConfig() {
      return new LedgerConfig.Chaincode(
          present(name, "chaincodes.name"),
          Objects.requireNonNullElse(version, "1.0"),
          present(address, "chaincodes.address"),
          Objects.requireNonNullElse(addressByMspId, Map.of()),
          present(policy, "chaincodes.policy").toConfig());
    }
  }

  record PolicyEntry(int outOf, String role, List<String> mspIds) {

    LedgerConfig.Policy toConfig() {
      return new LedgerConfig.Policy(
          outOf,
          role == null ? NodeRole.PEER : NodeRole.valueOf(role.toUpperCase(Locale.ROOT)),
          Objects.requireNonNullElse(mspIds, List.of()));
    }
  }

  private LedgerConfigFile() {}

  /** A file that cannot be read or understood is an IllegalArgumentException in one sentence. */
  static LedgerConfig read(Path file) {
    try {
      return config(JSON.readValue(Files.readString(file), Root.class));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }

  private static LedgerConfig config(Root root) {
    var builder =
        LedgerConfig.builder(
                Path.of(present(root.dataFolder(), "dataFolder")),
                Path.of(present(root.cryptoFolder(), "cryptoFolder")))
            .channel(present(root.channel(), "channel"));
    if (root.host() != null) {
      builder.host(root.host());
    }
    if (root.blockCutting() != null) {
      builder.cutting(root.blockCutting().toConfig());
    }
    if (root.executeTimeoutMs() != null) {
      builder.executeTimeout(Duration.ofMillis(root.executeTimeoutMs()));
    }
    for (var org : present(root.orgs(), "orgs")) {
      var mspId = Objects.requireNonNullElse(org.mspId(), org.name() + "MSP");
      builder.org(new LedgerConfig.Org(present(org.name(), "orgs.name"), mspId, org.gatewayPort()));
    }
    for (var chaincode : present(root.chaincodes(), "chaincodes")) {
      builder.chaincode(chaincode.toConfig());
    }
    return builder.build();
  }

  private static <T> T present(T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing in the configuration");
    }
    return value;
  }
}
