package io.tallystick.kit.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.Config;

/**
 * What every Kafka client of this service shares: the brokers, and how to log in to them. Settings
 * {@code kafka.security.*}, {@code kafka.sasl.*} and {@code kafka.ssl.*} reach the clients as Kafka
 * names them, without {@code kafka.}.
 */
@ApplicationScoped
public class KafkaConnection {

  private static final String PREFIX = "kafka.";
  private static final Pattern SECURITY = Pattern.compile("(security|sasl|ssl)\\..+");

  private final Map<String, Object> shared = new HashMap<>();

  KafkaConnection(Config config) {
    shared.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        config.getValue(PREFIX + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.class));
    // By Kafka's own list of names: what stands in the environment can't be listed.
    for (var name : AdminClientConfig.configNames()) {
      if (!SECURITY.matcher(name).matches()) continue;
      config
          .getOptionalValue(PREFIX + name, String.class)
          .ifPresent(value -> shared.put(name, value));
    }
  }

  /** The shared settings and a client's own. */
  public Map<String, Object> with(Map<String, Object> own) {
    var settings = new HashMap<>(shared);
    settings.putAll(own);
    return settings;
  }
}
