package io.tallystick.journeys.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What one deployed service would read as its configuration: its container's environment, the files
 * that the environment names, and the defaults in its jars.
 *
 * @param environment as the container gets it; a Secret's value is a stand-in
 * @param files the contents of its configuration files, as one
 */
record ServiceConfig(String service, Map<String, String> environment, Map<String, String> files) {

  private static final String STAND_IN = "from-a-secret-0123456789abcdef0123";
  private static final String LOCATIONS = "SMALLRYE_CONFIG_LOCATIONS";

  static ServiceConfig of(Rendered rendered, Resource deployment) {
    var environment = new HashMap<String, String>();
    var container = deployment.containers().getLast();
    Resource.each(container, "env")
        .forEach(it -> environment.put(it.path("name").asText(), value(rendered, deployment, it)));
    var files = new HashMap<String, String>();
    for (var location : environment.get(LOCATIONS).split(",")) {
      files.putAll(file(rendered, deployment, container, Path.of(location)));
    }
    return new ServiceConfig(deployment.name(), environment, files);
  }

  /** Fails as the service would: a property that is missing, unknown or of the wrong type. */
  SmallRyeConfig read(List<Class<?>> mappings) {
    var builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withSources(
                new EnvConfigSource(environment, 300),
                new PropertiesConfigSource(files, "files", 260),
                defaults("src/main/resources/application.properties", service, 250));
    if (!service.equals("portal")) {
      builder.withSources(
          defaults(
              "src/main/resources/META-INF/microprofile-config.properties", "service-kit", 90));
    }
    mappings.forEach(builder::withMapping);
    return builder.build();
  }

  private static PropertiesConfigSource defaults(String file, String module, int ordinal) {
    try {
      var text = Files.readString(Checkout.root().resolve(module).resolve(file));
      return new PropertiesConfigSource(properties(text), module, ordinal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(Rendered rendered, Resource deployment, JsonNode env) {
    if (env.at("/valueFrom/secretKeyRef").isObject()) return STAND_IN;
    var from = env.at("/valueFrom/configMapKeyRef");
    if (!from.isObject()) return env.path("value").asText();
    return rendered
        .get(deployment.namespace(), "ConfigMap", from.path("name").asText())
        .at("/data")
        .path(from.path("key").asText())
        .asText();
  }

  /** The file at that place, by the container's mount and the pod's volume. */
  private static Map<String, String> file(
      Rendered rendered, Resource deployment, JsonNode container, Path location) {
    var mount =
        Resource.each(container, "volumeMounts")
            .filter(it -> it.path("mountPath").asText().equals(location.getParent().toString()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(deployment + " mounts nothing for " + location));
    var map =
        Resource.each(deployment.pod(), "volumes")
            .filter(it -> it.path("name").equals(mount.path("name")))
            .map(it -> it.at("/configMap/name").asText())
            .findFirst()
            .orElseThrow();
    var data = rendered.get(deployment.namespace(), "ConfigMap", map).at("/data");
    var text = data.path(location.getFileName().toString());
    if (!text.isTextual()) throw new AssertionError(map + " has no " + location.getFileName());
    return properties(text.asText());
  }

  private static Map<String, String> properties(String text) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var map = new HashMap<String, String>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }
}
