package io.tallystick.devnet.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process and no other: pids are used again, so the kernel's start time (clock ticks since
 * boot, proc(5) stat field 22) and the boot it counts from belong to the identity.
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {

  /** The process that has this pid now, if there is one. */
  public static Optional<ProcessIdentity> of(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The second field is the command in parentheses and may hold anything; state comes third.
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      if ("Z".equals(fields[0]) || "X".equals(fields[0])) return Optional.empty();
      return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[19]), boot()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  public static ProcessIdentity self() {
    return of(ProcessHandle.current().pid()).orElseThrow();
  }

  public boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /** A handle on exactly this process; empty when it is gone or its pid is somebody else's now. */
  public Optional<ProcessHandle> handle() {
    return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
  }

  /** Resident memory in bytes, 0 when it is gone. */
  public long residentBytes() {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }

  private static String boot() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }
}
