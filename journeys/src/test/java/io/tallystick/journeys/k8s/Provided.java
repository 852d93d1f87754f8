package io.tallystick.journeys.k8s;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The Secrets and ConfigMaps that exist in a namespace once the operators have done their work,
 * each with its keys.
 */
record Provided(Map<String, Set<String>> secrets, Map<String, Set<String>> configMaps) {

  static Provided in(String namespace, Rendered overlay) {
    var secrets = new HashMap<String, Set<String>>();
    var configMaps = new HashMap<String, Set<String>>();
    overlay.resources().stream()
        .filter(each -> each.namespace().equals(namespace))
        .forEach(
            each -> {
              switch (each.kind()) {
                case "ConfigMap" -> configMaps.put(each.name(), names(each.at("/data")));
                case "ExternalSecret" -> secrets.put(each.text("/spec/target/name"), keys(each));
                case "Certificate" -> secrets.put(each.text("/spec/secretName"), certificate(each));
                // CloudNativePG's own authority; its clients need the certificate only.
                case "Cluster" -> secrets.put(each.name() + "-ca", Set.of("ca.crt"));
                case "KafkaUser" ->
                    secrets.put(
                        each.name(),
                        Set.of("ca.crt", "user.crt", "user.key", "user.p12", "user.password"));
                case "Kafka" ->
                    secrets.put(
                        each.name() + "-cluster-ca-cert",
                        Set.of("ca.crt", "ca.p12", "ca.password"));
                default -> {}
              }
            });
    // In every namespace, by Kubernetes itself.
    configMaps.put("kube-root-ca.crt", Set.of("ca.crt"));
    // By hand, when the chaincode is packaged (docs/operations/deploy.md).
    configMaps.put("chaincode-package", Set.of("id", "founding"));
    return new Provided(secrets, configMaps);
  }

  private static Set<String> keys(Resource external) {
    var template = names(external.at("/spec/target/template/data"));
    if (!template.isEmpty()) return template;
    return Resource.each(external.at("/spec"), "data")
        .map(each -> each.path("secretKey").asText())
        .collect(toUnmodifiableSet());
  }

  private static Set<String> certificate(Resource certificate) {
    boolean store = certificate.at("/spec/keystores/pkcs12/create").asBoolean();
    var always = List.of("tls.crt", "tls.key", "ca.crt");
    var more = store ? List.of("keystore.p12", "truststore.p12") : List.<String>of();
    return Stream.of(always, more).flatMap(List::stream).collect(toUnmodifiableSet());
  }

  private static Set<String> names(JsonNode object) {
    return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .collect(toUnmodifiableSet());
  }
}
