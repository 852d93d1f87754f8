package io.tallystick.kit.identity;

import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.config.TallystickConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * A service takes only tokens made for its institution: {@code aud} (RFC 7519 §4.1.3) holds its org
 * id. Quarkus checks that where a tenant says so, and a service whose tenants don't, doesn't start.
 */
class Audience {

  private static final Pattern TENANT =
      Pattern.compile("(quarkus\\.oidc\\.\"?[a-z0-9-]+\"?\\.token\\.)issuer");

  void isChecked(
      @Observes @Priority(1) StartupEvent event, Config config, TallystickConfig institution) {
    var needed = List.of(institution.org().id());
    StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .map(TENANT::matcher)
        .filter(Matcher::matches)
        .map(tenant -> tenant.group(1) + "audience")
        .filter(name -> !config.getOptionalValues(name, String.class).equals(Optional.of(needed)))
        .findAny()
        .ifPresent(
            name -> {
              throw new IllegalStateException(name + " must be " + needed.getFirst());
            });
  }
}
