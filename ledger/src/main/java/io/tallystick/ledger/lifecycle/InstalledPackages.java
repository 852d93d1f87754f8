package io.tallystick.ledger.lifecycle;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.block.BlockHashes;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The chaincode packages that one organisation's peer has: those of the configuration, which stand
 * nowhere but there, and those installed, kept in a folder.
 */
public final class InstalledPackages {

  /**
   * A package.
   *
   * @param id label:hash, the hash being SHA-256 over the package in hex
   * @param address where its chaincode listens (host:port)
   */
  public record Installed(String id, String label, String address) {}

  private final Path folder;
  private final Map<String, Installed> packages = new TreeMap<>();

  /** Reads what is installed in a folder; a package there that cannot be read is named. */
  public InstalledPackages(Path folder, List<Installed> configured) {
    this.folder = folder;
    configured.forEach(each -> packages.put(each.id(), each));
    if (Files.isDirectory(folder)) {
      read();
    }
  }

  private void read() {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".tar.gz")).toList()) {
        var bytes = Files.readAllBytes(file);
        var installed = installed(bytes);
        if (!file.equals(file(installed.id()))) {
          throw new IllegalStateException(file + " was changed since it was installed");
        }
        packages.put(installed.id(), installed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the packages in " + folder + " cannot be read", e);
    } catch (LifecycleException e) {
      throw new IllegalStateException("a package in " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The id of a package that exists in the configuration only. */
  public static String configuredId(String chaincode, String version) {
    return id(chaincode + "_" + version, ByteString.copyFromUtf8("configured"));
  }

  private static String id(String label, ByteString bytes) {
    return label + ":" + HexFormat.of().formatHex(BlockHashes.sha256(bytes).toByteArray());
  }

  private static Installed installed(byte[] bytes) {
    var parsed = PackageFile.parse(bytes);
    var id = id(parsed.label(), ByteString.copyFrom(bytes));
    return new Installed(id, parsed.label(), parsed.address());
  }

  private Path file(String id) {
    return folder.resolve(id.replace(':', '.') + ".tar.gz");
  }

  /** Installs a package for good. */
  synchronized Installed install(ByteString bytes) {
    var installed = installed(bytes.toByteArray());
    if (packages.containsKey(installed.id())) {
      throw new LifecycleException(
          "chaincode already successfully installed (package ID '%s')".formatted(installed.id()));
    }
    OwnerOnly.write(file(installed.id()), bytes);
    packages.put(installed.id(), installed);
    return installed;
  }

  /** The bytes of a package that was installed. */
  synchronized ByteString bytes(String id) {
    try {
      if (packages.containsKey(id) && Files.exists(file(id))) {
        return ByteString.copyFrom(Files.readAllBytes(file(id)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file(id), e);
    }
    throw LifecycleException.notFound(
        "could not load cc install package: chaincode install package '%s' not found"
            .formatted(id));
  }

  public synchronized Optional<Installed> get(String id) {
    return Optional.ofNullable(packages.get(id));
  }

  synchronized Collection<Installed> all() {
    return List.copyOf(packages.values());
  }
}
