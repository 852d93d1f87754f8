package io.tallystick.gateway.hl7.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * HL7 v2 over MLLP. The protocol knows no callers: whoever reaches the port is believed to be what
 * MSH-3 and MSH-4 say. So it is off unless asked for, and listens to this machine alone.
 */
@ConfigMapping(prefix = "tallystick.hl7")
public interface Hl7Config {

  @WithDefault("false")
  boolean enabled();

  /** Another address only with TLS and client certificates, or behind what does that. */
  @WithDefault("127.0.0.1")
  String host();

  /** 0 takes any free one. */
  @Min(0)
  @Max(65535)
  @WithDefault("2575")
  int port();

  @Min(1)
  @Max(1000)
  @WithDefault("32")
  int connections();

  /** A connection on which nothing comes for so long is closed. */
  @WithDefault("10m")
  Duration idle();

  /** Bytes of one message. */
  @Min(1024)
  @WithDefault("4194304")
  int messageBytes();

  Tls tls();

  /** Who may send, by a name of their own. */
  Map<String, Source> sources();

  interface Tls {

    /** PKCS #12 file with the listener's certificate and key; without it there is no TLS. */
    Optional<Path> keystore();

    /** PKCS #12 file with the certificates that senders' certificates are issued under. */
    Optional<Path> truststore();

    /** Of both files. */
    Optional<String> password();
  }

  interface Source {

    /** MSH-3, its first component. */
    String application();

    /** MSH-4, its first component. */
    String facility();

    /** The assigning authority (CX-4) of this institution's numbers in PID-3; any if absent. */
    Optional<String> mrnAuthority();
  }
}
