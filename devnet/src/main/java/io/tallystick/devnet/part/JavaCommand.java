package io.tallystick.devnet.part;

import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Jit;
import io.tallystick.devnet.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM with a capped heap, for one of a dozen on a small machine. */
final class JavaCommand {

  private static final int UNSAFE_WARNS_SINCE = 23;

  private final List<String> words = new ArrayList<>();

  private JavaCommand(Installation installation, int heapMegabytes) {
    words.add(installation.java().toString());
    words.add("-Xmx" + heapMegabytes + "m");
    words.add("-XX:+UseSerialGC");
    // A dozen JVMs warm up on two cores at once: the optimizing compiler would take most of both.
    // For the ledger and the contracts alone it still cost the demo's claims: p99 2.8 s against
    // 0.8 s. What runs for longer gains by it.
    if (Jit.asked() == Jit.QUICK) words.add("-XX:TieredStopAtLevel=1");
    // Each growth of classes or of compiled code is a full collection else: 0.6 s in a gateway,
    // while claims wait.
    words.add("-XX:MetaspaceSize=160m");
    words.add("-XX:ReservedCodeCacheSize=192m");
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.add("-Dfile.encoding=UTF-8");
    // Netty and Protobuf still use it; each JVM that warns about that would do so in every log.
    if (Runtime.version().feature() >= UNSAFE_WARNS_SINCE) {
      words.add("--sun-misc-unsafe-memory-access=allow");
    }
  }

  static JavaCommand heap(Installation installation, int megabytes) {
    return new JavaCommand(installation, megabytes);
  }

  JavaCommand with(String... options) {
    words.addAll(List.of(options));
    return this;
  }

  Command main(Path directory, Map<String, String> environment, String... mainAndArguments) {
    words.addAll(List.of(mainAndArguments));
    return new Command(List.copyOf(words), environment, directory);
  }
}
