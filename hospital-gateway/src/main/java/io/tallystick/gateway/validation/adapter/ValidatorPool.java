package io.tallystick.gateway.validation.adapter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.LenientErrorHandler;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A few validators that all calls share. The first call loads them, and waits for it; when nobody
 * has needed them for a while they are let go.
 */
@ApplicationScoped
class ValidatorPool {

  private static final Logger LOG = Logger.getLogger(ValidatorPool.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final ValidationConfig config;
  private final BlockingQueue<ValidatorWorker> idle;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicLong uses = new AtomicLong();

  ValidatorPool(ValidationConfig config) {
    this.config = config;
    this.idle = new ArrayBlockingQueue<>(config.concurrency());
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code validation.busy}
   */
  void use(Consumer<ValidatorWorker> work) {
    uses.incrementAndGet();
    var worker = take();
    try {
      work.accept(worker);
    } finally {
      idle.add(worker);
    }
  }

  private ValidatorWorker take() {
    long until = System.nanoTime() + config.patience().toNanos();
    try {
      while (System.nanoTime() < until) {
        load();
        var worker = idle.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        if (worker != null) return worker;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    throw Problem.unavailable("validation.busy", "too many resources are being checked; try again")
        .exception();
  }

  private void load() {
    if (!asked.compareAndSet(false, true)) return;
    Thread.ofPlatform().daemon().name("fhir-definitions").start(this::loadNow);
  }

  private void loadNow() {
    try {
      long begun = System.nanoTime();
      // A context of its own: the service's refuses what it doesn't know, also in FHIR's own files.
      var lenient = FhirContext.forR4();
      lenient.setParserErrorHandler(new LenientErrorHandler(false));
      var definitions = Definitions.load(lenient);
      for (int i = 0; i < config.concurrency(); i++) idle.add(new ValidatorWorker(definitions));
      LOG.infof("FHIR's definitions loaded in %d ms", (System.nanoTime() - begun) / 1_000_000);
    } catch (RuntimeException | Error failed) {
      LOG.error("FHIR's definitions can't be loaded", failed);
      asked.set(false);
      return;
    }
    Thread.ofVirtual().name("fhir-definitions-kept").start(this::letGoWhenUnused);
  }

  private void letGoWhenUnused() {
    try {
      for (long seen = -1; seen != uses.get() || !letGo(); ) {
        seen = uses.get();
        Thread.sleep(config.keep());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** False if one of them is at work. */
  private boolean letGo() {
    var all = new ArrayList<ValidatorWorker>();
    idle.drainTo(all);
    if (all.size() < config.concurrency()) {
      idle.addAll(all);
      return false;
    }
    asked.set(false);
    return true;
  }
}
