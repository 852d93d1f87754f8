package io.tallystick.journeys.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What Kustomize makes of one overlay: exactly what {@code kubectl apply -k} would send.
 *
 * @param overlay folder below {@code k8s/overlays}
 */
record Rendered(String overlay, List<Resource> resources) {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Rendered> DONE = new ConcurrentHashMap<>();

  static Rendered of(String overlay) throws IOException, InterruptedException {
    var done = DONE.get(overlay);
    if (done != null) return done;
    var text = Kustomize.find().build(Checkout.k8s().resolve("overlays").resolve(overlay));
    var fresh = new Rendered(overlay, parse(text));
    DONE.put(overlay, fresh);
    return fresh;
  }

  static List<Resource> parse(String yaml) throws IOException {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return documents.readAll().stream().filter(JsonNode::isObject).map(Resource::new).toList();
    }
  }

  Stream<Resource> all(String kind) {
    return resources.stream().filter(each -> each.is(kind));
  }

  Optional<Resource> find(String namespace, String kind, String name) {
    return all(kind)
        .filter(each -> each.namespace().equals(namespace) && each.name().equals(name))
        .findFirst();
  }

  Resource get(String namespace, String kind, String name) {
    return find(namespace, kind, name)
        .orElseThrow(() -> new NoSuchElementException(namespace + "/" + kind + "/" + name));
  }

  /** Everything that runs containers of ours or of others by a pod template in the open. */
  Stream<Resource> workloads() {
    return resources.stream().filter(Resource::runsPods);
  }
}
