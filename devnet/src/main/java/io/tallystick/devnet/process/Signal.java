package io.tallystick.devnet.process;

import java.io.IOException;

/** What asks a process to end; each names the signal's number. */
public enum Signal {
  /** The polite end of most programs. */
  TERM(15),
  /** PostgreSQL's fast shutdown: SIGTERM would wait for every client to leave. */
  INT(2),
  KILL(9);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /** Sends the signal if that process still lives. */
  public void to(ProcessIdentity process) {
    if (!process.isAlive()) return;
    try {
      new ProcessBuilder("sh", "-c", "kill -" + number + " " + process.pid())
          .redirectErrorStream(true)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.handle().ifPresent(ProcessHandle::destroy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
