package io.tallystick.journeys.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A host of this cluster with its port, as some setting spells it.
 *
 * @param from whose setting, for the message
 * @param namespace the one that the host's name means where it is read
 */
record Address(String from, String namespace, String service, int port) {

  /** {@code scheme://host[:port]} or {@code host:port}; HTTPS has its usual port. */
  private static final Pattern SPELLED =
      Pattern.compile("(?:(https|jdbc:postgresql)://)?([a-z][a-z0-9.-]*)(?::([0-9]{2,5}))?");

  private static final int HTTPS = 443;

  static List<Address> in(Rendered rendered) {
    var found = new ArrayList<Address>();
    for (var each : rendered.resources()) {
      settings(each).forEach(text -> collect(each, text, found));
    }
    return found;
  }

  /** By a Service of ours, or by one that an operator makes for its cluster. */
  boolean isServedBy(Rendered rendered) {
    boolean ours =
        rendered
            .find(namespace, "Service", service)
            .map(it -> Resource.each(it.at("/spec"), "ports"))
            .orElseGet(Stream::empty)
            .anyMatch(it -> it.path("port").asInt() == port);
    return ours || byPostgres(rendered) || byKafka(rendered);
  }

  private boolean byPostgres(Rendered rendered) {
    return service.endsWith("-rw")
        && port == 5432
        && rendered
            .find(namespace, "Cluster", service.substring(0, service.length() - 3))
            .isPresent();
  }

  private boolean byKafka(Rendered rendered) {
    return rendered
        .all("Kafka")
        .filter(it -> it.namespace().equals(namespace))
        .filter(it -> service.equals(it.name() + "-kafka-bootstrap"))
        .flatMap(it -> Resource.each(it.at("/spec/kafka"), "listeners"))
        .anyMatch(it -> it.path("port").asInt() == port);
  }

  private static Stream<String> settings(Resource resource) {
    if (resource.is("ConfigMap")) {
      return Stream.concat(
          resource.at("/data").properties().stream()
              .filter(entry -> entry.getKey().endsWith(".properties"))
              .flatMap(entry -> entry.getValue().asText().lines())
              .filter(line -> line.contains("=") && !line.startsWith("#"))
              .map(line -> line.substring(line.indexOf('=') + 1)),
          Stream.of(resource.text("/data/kafka")));
    }
    return resource.containers().stream()
        .flatMap(container -> Resource.each(container, "env"))
        .map(env -> env.path("value").asText());
  }

  private static void collect(Resource resource, String text, List<Address> into) {
    var spelled = SPELLED.matcher(text);
    if (!spelled.lookingAt() || spelled.group(1) == null && spelled.group(3) == null) return;
    int port = spelled.group(3) == null ? HTTPS : Integer.parseInt(spelled.group(3));
    var parts = spelled.group(2).split("\\.");
    if (parts.length == 1) {
      into.add(new Address(resource.toString(), resource.namespace(), parts[0], port));
    } else if (parts.length == 3 && parts[2].equals("svc")) {
      into.add(new Address(resource.toString(), parts[1], parts[0], port));
    }
  }
}
