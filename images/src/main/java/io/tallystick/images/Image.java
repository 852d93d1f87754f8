package io.tallystick.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * One application's image: read-only by its permissions, run by a user who owns nothing in it.
 *
 * @param base a reference to an image with {@code java} on its path, or empty for {@link
 *     JavaRuntime}
 */
record Image(Application application, Path root, Path work, Optional<String> base, String version) {

  static final String USER = "10001:10001";
  private static final int PORT = 8443;

  JibContainer to(Containerizer target)
      throws IOException,
          InterruptedException,
          RegistryException,
          CacheDirectoryCreationException,
          ExecutionException,
          InvalidImageReferenceException {
    var cache = work.resolve("cache");
    return builder()
        .setFormat(ImageFormat.OCI)
        .setPlatforms(Set.of(new Platform("amd64", "linux")))
        .setCreationTime(Instant.EPOCH)
        .setUser(USER)
        .setExposedPorts(Set.of(Port.tcp(PORT)))
        .setLabels(labels())
        .setEntrypoint(command())
        .containerize(
            target
                .setToolName("tallystick")
                .setBaseImageLayersCache(cache)
                .setApplicationLayersCache(cache));
  }

  private JibContainerBuilder builder()
      throws IOException, InterruptedException, InvalidImageReferenceException {
    var layers = new ArrayList<FileEntriesLayer>();
    if (base.isEmpty()) {
      var runtime = JavaRuntime.in(work.resolve("runtime"));
      layers.add(runtime.system(work.resolve("system")));
      layers.add(runtime.layer());
    }
    layers.addAll(applicationLayers());
    var from = base.isPresent() ? Jib.from(base.get()) : Jib.fromScratch();
    return from.setFileEntriesLayers(layers);
  }

  private List<FileEntriesLayer> applicationLayers() throws IOException {
    var layers = new LinkedHashMap<String, FileEntriesLayer.Builder>();
    for (var part : application.parts()) {
      var layer =
          layers.computeIfAbsent(part.layer(), it -> FileEntriesLayer.builder().setName(it));
      Layers.addAll(layer, application.target(root).resolve(part.from()), "/app/" + part.to());
    }
    var sbom = FileEntriesLayer.builder().setName("sbom");
    Layers.add(sbom, application.sbom(root), "/app/bom.json", false);
    layers.put("sbom", sbom);
    return layers.values().stream().map(FileEntriesLayer.Builder::build).toList();
  }

  private List<String> command() {
    var words = new ArrayList<String>();
    words.add(base.isPresent() ? "java" : JavaRuntime.HOME + "/bin/java");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.addAll(application.arguments());
    return words;
  }

  private Map<String, String> labels() {
    return Map.of(
        "org.opencontainers.image.title",
        application.name(),
        "org.opencontainers.image.version",
        version,
        "org.opencontainers.image.licenses",
        "Apache-2.0");
  }
}
