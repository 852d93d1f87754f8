package io.tallystick.devnet.config;

import io.tallystick.devnet.secret.Secrets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who may log in to the broker. Institutions use SCRAM (RFC 5802): the broker proves that it knows
 * them, and a program that took its port learns no password. The broker itself and devnet, which
 * makes those logins, are known from the broker's own configuration.
 */
public final class KafkaLogins {

  /** Makes topics, logins and rules; may do everything. */
  public static final String DEVNET = "devnet";

  static final String BROKER = "broker";
  static final String SCRAM = "SCRAM-SHA-256";
  private static final String PLAIN_MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final String SCRAM_MODULE =
      "org.apache.kafka.common.security.scram.ScramLoginModule";

  /** Client settings of an institution's services. */
  public static Map<String, String> of(Secrets secrets, String org) {
    return client(SCRAM, login(SCRAM_MODULE, org, secrets.kafka(org)));
  }

  /** Client settings of devnet itself. */
  public static Map<String, String> devnet(Secrets secrets) {
    return client("PLAIN", login(PLAIN_MODULE, DEVNET, secrets.kafka(DEVNET)));
  }

  /** The broker's side, on its listener for clients and on that for its controller. */
  static Map<String, String> broker(Secrets secrets) {
    var broker = secrets.kafka(BROKER);
    var self = "%s user_%s=\"%s\"".formatted(half(PLAIN_MODULE, BROKER, broker), BROKER, broker);
    var settings = new TreeMap<String, String>();
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("sasl.mechanism.controller.protocol", "PLAIN");
    settings.put("listener.name.clients.sasl.enabled.mechanisms", SCRAM + ",PLAIN");
    settings.put(
        "listener.name.clients.plain.sasl.jaas.config",
        "%s user_%s=\"%s\";".formatted(self, DEVNET, secrets.kafka(DEVNET)));
    settings.put(
        "listener.name.clients.scram-sha-256.sasl.jaas.config", SCRAM_MODULE + " required;");
    settings.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
    settings.put("listener.name.controller.plain.sasl.jaas.config", self + ";");
    return settings;
  }

  private static Map<String, String> client(String mechanism, String login) {
    return Map.of(
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", mechanism,
        "sasl.jaas.config", login);
  }

  private static String login(String module, String user, String password) {
    return half(module, user, password) + ";";
  }

  /** Passwords are made of letters and digits: nothing needs quoting. */
  private static String half(String module, String user, String password) {
    return "%s required username=\"%s\" password=\"%s\"".formatted(module, user, password);
  }

  private KafkaLogins() {}
}
