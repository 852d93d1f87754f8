package io.tallystick.portal.security;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The default of {@code portal.secure-cookies}: cookies carry {@code Secure} (RFC 6265 §4.1.2.5)
 * unless the portal listens on loopback, where there is no TLS to send them over.
 */
public class SecureCookies implements ConfigSourceFactory {

  static final String SETTING = "portal.secure-cookies";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  /** Below every place where a deployment sets it. */
  private static final int ORDINAL = 50;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    var host = context.getValue("quarkus.http.host").getValue();
    var source = Map.of(SETTING, Boolean.toString(neededAt(host)));
    return List.of(new PropertiesConfigSource(source, "secure cookies by default", ORDINAL));
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(ORDINAL);
  }

  /**
   * @param host that the portal listens on; null means every address
   */
  static boolean neededAt(String host) {
    return host == null || !LOOPBACK.contains(host);
  }
}
