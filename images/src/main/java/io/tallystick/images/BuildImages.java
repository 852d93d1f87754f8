package io.tallystick.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tallystick images}: every image to a folder of tar files, or to a registry. */
@Command(
    name = "images",
    description = "Builds the container images of services, portal and chaincode.")
public final class BuildImages implements Callable<Integer> {

  @Option(names = "--root", required = true, hidden = true)
  private Path root;

  @Option(
      names = "--to",
      description = "Folder for NAME.tar (docker load, ctr import) and NAME.bom.json.")
  private Path folder;

  @Option(names = "--registry", description = "Where to push instead: registry.example/tallystick.")
  private String registry;

  @Option(
      names = "--user",
      description = "User at the registry; the password is read from TALLYSTICK_REGISTRY_PASSWORD.")
  private String user;

  @Option(
      names = "--base",
      description =
          "Image with a JRE 21 or newer to build on; by default one is made from this JDK.")
  private String base;

  @Option(names = "--tag", defaultValue = "0.1.0", description = "Default: ${DEFAULT-VALUE}.")
  private String tag;

  @Option(names = "--only", description = "One image, e.g. claim-service.")
  private List<String> only;

  @Override
  public Integer call() throws Exception {
    var out = folder == null ? root.resolve("images/target/images") : folder;
    Files.createDirectories(out);
    for (var application : Application.ALL) {
      if (only != null && !only.contains(application.name())) continue;
      var work = Files.createDirectories(root.resolve("images/target/work"));
      var image = new Image(application, root, work, Optional.ofNullable(base), tag);
      var made = image.to(target(application, out));
      var bom = out.resolve(application.name() + ".bom.json");
      Files.copy(application.sbom(root), bom, StandardCopyOption.REPLACE_EXISTING);
      System.out.printf("%-18s %s%n", application.name(), made.getDigest());
    }
    System.out.println(registry == null ? "in " + out : "at " + registry);
    return 0;
  }

  private Containerizer target(Application application, Path out)
      throws InvalidImageReferenceException, IOException {
    if (registry == null) {
      var name = "tallystick/" + application.name() + ":" + tag;
      return Containerizer.to(TarImage.at(out.resolve(application.name() + ".tar")).named(name));
    }
    var image = RegistryImage.named(registry + "/" + application.name() + ":" + tag);
    if (user != null) image.addCredential(user, password());
    return Containerizer.to(image);
  }

  private static String password() {
    return Optional.ofNullable(System.getenv("TALLYSTICK_REGISTRY_PASSWORD"))
        .orElseThrow(() -> new IllegalStateException("TALLYSTICK_REGISTRY_PASSWORD is not set"));
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BuildImages()).execute(arguments));
  }
}
