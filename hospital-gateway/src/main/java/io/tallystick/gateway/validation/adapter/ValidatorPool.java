package io.tallystick.gateway.validation.adapter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.LenientErrorHandler;
import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A few validators that all calls share. They are loaded in the background: some time after the
 * start, or at the first call, that waits for it.
 */
@ApplicationScoped
class ValidatorPool {

  private static final Logger LOG = Logger.getLogger(ValidatorPool.class);

  private final ValidationConfig config;
  private final BlockingQueue<ValidatorWorker> idle;
  private final AtomicBoolean asked = new AtomicBoolean();

  ValidatorPool(ValidationConfig config) {
    this.config = config;
    this.idle = new ArrayBlockingQueue<>(config.concurrency());
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual()
        .name("fhir-definitions-later")
        .start(
            () -> {
              try {
                Thread.sleep(config.loadAfter());
                load();
              } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code validation.busy}
   */
  void use(Consumer<ValidatorWorker> work) {
    load();
    var worker = take();
    try {
      work.accept(worker);
    } finally {
      idle.add(worker);
    }
  }

  private ValidatorWorker take() {
    try {
      var worker = idle.poll(config.patience().toMillis(), TimeUnit.MILLISECONDS);
      if (worker != null) return worker;
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
    } catch (RuntimeException failed) {
      LOG.error("FHIR's definitions can't be loaded", failed);
      asked.set(false);
    }
  }
}
