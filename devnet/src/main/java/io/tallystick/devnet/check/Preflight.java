package io.tallystick.devnet.check;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Says what is missing before anything is started, one clear sentence at a time. */
public final class Preflight {

  private static final long MEGABYTE = 1L << 20;

  /** What all parts together take, with a little left for the build and a browser. */
  public static final long MEMORY_NEEDED = 5 * 1024 * MEGABYTE;

  /** Unpacked distributions, databases and logs of a first run. */
  public static final long DISK_NEEDED = 3 * 1024 * MEGABYTE;

  /**
   * @throws DevnetFailure if another program listens where one of the parts would
   */
  public static void portsAreFree(Collection<? extends Part> parts) {
    for (var part : parts) {
      for (int port : part.ports()) {
        if (!isFree(port)) {
          throw new DevnetFailure(
              "Port "
                  + port
                  + " (part "
                  + part.name()
                  + ") is used by another program: end that, or choose other ports with"
                  + " --port-offset.");
        }
      }
    }
  }

  /**
   * @param parts how many will be started; a few need less than all
   * @throws DevnetFailure if the kernel has less memory available than they take
   */
  public static void memoryIsThere(long available, int parts, int all) {
    long needed = MEMORY_NEEDED * parts / all;
    if (available < needed) {
      throw new DevnetFailure(
          "Not enough memory: %s needed, %s available."
              .formatted(gigabytes(needed), gigabytes(available)));
    }
  }

  /**
   * @throws DevnetFailure if the disk of the state folder is nearly full
   */
  public static void diskIsThere(Home home) {
    try {
      Path existing = home.folder();
      while (!Files.exists(existing)) existing = existing.getParent();
      long free = Files.getFileStore(existing).getUsableSpace();
      if (free < DISK_NEEDED) {
        throw new DevnetFailure(
            "Not enough disk space for %s: %s needed, %s free."
                .formatted(home.folder(), gigabytes(DISK_NEEDED), gigabytes(free)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Memory that programs can still have, in bytes (proc(5), MemAvailable). */
  public static long availableMemory() {
    try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  static boolean isFree(int port) {
    // Twice, because another program may listen on every address or on this one only.
    try (var loopback = new ServerSocket()) {
      loopback.setReuseAddress(true);
      loopback.bind(new InetSocketAddress(Ports.HOST, port));
    } catch (IOException used) {
      return false;
    }
    try (var any = new ServerSocket()) {
      any.setReuseAddress(true);
      any.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException used) {
      return false;
    }
  }

  private static String gigabytes(long bytes) {
    return "%.1f GiB".formatted(bytes / (1024.0 * MEGABYTE));
  }

  private Preflight() {}
}
