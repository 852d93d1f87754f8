package io.tallystick.kit.sealing;

import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Has the JVM compile AES-GCM before the first large document comes: until then the processor's own
 * instructions for it aren't used, and 4 MB take 40 ms instead of 2 (JDK 25, measured for {@code
 * bench release}). Half a second of one core, after the start and beside it.
 */
@ApplicationScoped
class WarmCiphers {

  private static final int ROUNDS = 600;
  private static final int BYTES = 65_536;

  private final Ids ids;

  WarmCiphers(Ids ids) {
    this.ids = ids;
  }

  void start(@Observes StartupEvent event) {
    var thread = Thread.ofPlatform().daemon().name("warm-ciphers").unstarted(this::warm);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private void warm() {
    SecretKey key = new SecretKeySpec(ids.bytes(32), "AES");
    var bytes = new byte[BYTES];
    for (int i = 0; i < ROUNDS; i++) {
      var nonce = ids.bytes(Aead.NONCE_BYTES);
      Aead.decrypt(key, nonce, "warm", Aead.encrypt(key, nonce, "warm", bytes));
    }
  }
}
