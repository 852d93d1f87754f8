package io.tallystick.journeys.k8s;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every property that Quarkus' extensions on this class path and our mappings know. */
final class KnownNames {

  private static final String ROOTS = "META-INF/quarkus-config-roots.list";

  private final List<Pattern> properties = new ArrayList<>();
  private final List<Pattern> environment = new ArrayList<>();

  KnownNames(List<Class<?>> mappings) {
    for (var mapping : quarkus()) add(mapping);
    mappings.forEach(this::add);
  }

  boolean knowsProperty(String name) {
    return properties.stream().anyMatch(it -> it.matcher(name).matches());
  }

  boolean knowsVariable(String name) {
    return environment.stream().anyMatch(it -> it.matcher(name).matches());
  }

  private void add(Class<?> mapping) {
    for (var name : ConfigClass.configClass(mapping).getProperties().keySet()) {
      properties.add(Pattern.compile(pattern(name, "(\"[^\"]+\"|[^.\"]+)")));
      var variable = name.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
      environment.add(Pattern.compile(pattern(variable, "[A-Z0-9_]+")));
    }
  }

  /** In a mapping's name a star stands for a map's key. */
  private static String pattern(String name, String key) {
    return List.of(name.split("\\*", -1)).stream()
        .map(Pattern::quote)
        .collect(Collectors.joining(key));
  }

  private static List<Class<?>> quarkus() {
    var loader = KnownNames.class.getClassLoader();
    try {
      var found = new ArrayList<Class<?>>();
      for (var list : Collections.list(loader.getResources(ROOTS))) {
        try (var in = list.openStream();
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
          for (var name : new TreeSet<>(lines.lines().toList())) {
            var root = Class.forName(name, false, loader);
            if (root.isAnnotationPresent(ConfigMapping.class)) found.add(root);
          }
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a jar lists a class it hasn't", e);
    }
  }

  /** What a Kafka client may be told, as environment variables spell it. */
  static boolean isKafka(String variable, Set<String> settings) {
    var name = variable.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    return settings.contains(name);
  }
}
