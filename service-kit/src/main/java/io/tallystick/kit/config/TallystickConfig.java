package io.tallystick.kit.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tallystick.vocabulary.ledger.Batch;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who this service works for and what it is connected to; validated at start. */
@ConfigMapping(prefix = "tallystick")
public interface TallystickConfig {

  Institution org();

  Ledger ledger();

  Keys keys();

  Neighbours institution();

  Scenario scenario();

  Events events();

  /**
   * Identifiers other than the org id by which institutions go in claims, per org id, each as
   * {@code system|value}: {@code
   * tallystick.organizations.harbor=http://hl7.org/fhir/sid/us-npi|1234567893}. All institutions
   * that exchange claims list the same.
   */
  Map<String, Set<String>> organizations();

  interface Institution {

    /** Org id as on the ledger, e.g. {@code riverside}. */
    @Pattern(regexp = "[a-z][a-z0-9-]{1,30}")
    String id();

    /** The Fabric MSP of its certificates, e.g. {@code RiversideMSP}. */
    @Pattern(regexp = "[A-Za-z0-9.-]+")
    String msp();
  }

  interface Ledger {

    /** {@code host:port} of the institution's own Fabric Gateway. */
    @Pattern(regexp = ".+:[0-9]+")
    String endpoint();

    /** PEM file with the CA of the gateway's TLS certificate. */
    Path tlsCa();

    /** Name in the gateway's TLS certificate, if it isn't the endpoint's host. */
    Optional<String> tlsName();

    /** PEM file with this service's enrolment certificate. */
    Path certificate();

    /** PEM file with the certificate's private key (PKCS #8). */
    Path privateKey();

    @WithDefault("tallystick")
    String channel();

    @WithDefault("tallystick")
    String chaincode();

    /** How many transactions may be on their way to the ledger at once, whoever endorses them. */
    @Min(1)
    @Max(1024)
    @WithDefault("64")
    int concurrency();

    /**
     * How many transactions of one set of endorsers may be on their way at once; while they are,
     * further commands gather. A lone command goes at once as long as there are fewer.
     */
    @Min(1)
    @Max(64)
    @WithDefault("4")
    int inFlight();

    /** Most commands that share a transaction; 1 turns group commit off. */
    @Min(1)
    @Max(Batch.MOST_OPERATIONS)
    @WithDefault("100")
    int batchOperations();

    /** Most bytes of operations and openings that share a transaction; a larger one goes alone. */
    @Min(1024)
    @Max(Batch.MOST_BYTES / 2)
    @WithDefault("1048576")
    int batchBytes();

    /** Most commands that may wait for the ledger; beyond, new ones are refused with 503. */
    @Min(1)
    @WithDefault("10000")
    int backlog();

    /** How long one call to the gateway may take (endorse, submit, evaluate). */
    @WithDefault("15s")
    Duration callTimeout();

    /** How long to wait for a submitted transaction's commit before asking the ledger for it. */
    @WithDefault("60s")
    Duration commitTimeout();

    /** First pause after a fault; doubles up to {@link #longestPause()}. */
    @WithDefault("50ms")
    Duration firstPause();

    @WithDefault("2s")
    Duration longestPause();

    /** Most blocks that the tail applies in one database transaction while it catches up. */
    @Min(1)
    @WithDefault("64")
    int tailBatch();
  }

  interface Keys {

    /** Private P-256 JWK file: content for this institution is sealed to its public half. */
    Path encryption();

    /** Private P-256 JWK file: the institution's attestations and events verify under it. */
    Path signing();

    /** Folder of the key provider: one file per wrapping key, owner-only, outside the database. */
    Path folder();
  }

  interface Neighbours {

    /** The institution's own hospital-gateway; only a hospital's claim-service has it. */
    Optional<URI> hospitalGatewayUrl();
  }

  interface Scenario {

    /**
     * Insurer only: adjudicate as received this long after the service. Absent in production, where
     * a claim is received when it is received.
     */
    Optional<Duration> receivedAfterService();
  }

  interface Events {

    /** Name of this service in {@code ce_source} and in its consumer group. */
    @Pattern(regexp = "[a-z][a-z0-9-]*")
    String service();

    /** Most rows that one round of the outbox relay claims. */
    @Min(1)
    @WithDefault("200")
    int relayBatch();

    /** First pause before an event is tried again; doubles up to two seconds. */
    @WithDefault("100ms")
    Duration retryPause();

    /** How long an event that waits for its block stays in its partition's way. */
    @WithDefault("10s")
    Duration standBy();

    /**
     * Most bytes of one sender's events that wait in the database for their block; beyond, that
     * sender's waiting events become dead letters.
     */
    @Min(0)
    @WithDefault("268435456")
    long asideBytes();

    /** Most events that one service works on at once. */
    @Min(1)
    @WithDefault("32")
    int concurrency();
  }
}
