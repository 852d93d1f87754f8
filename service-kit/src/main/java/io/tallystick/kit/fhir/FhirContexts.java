package io.tallystick.kit.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hl7.fhir.r4.model.Patient;

/** One R4 context for the service; what it can't read without loss it refuses. */
@ApplicationScoped
class FhirContexts {

  @Produces
  @Singleton
  FhirContext r4() {
    var context = FhirContext.forR4();
    context.setParserErrorHandler(new StrictErrorHandler());
    return context;
  }

  /** The first parse scans the model for most of a second: not at the first caller's expense. */
  void warmUp(@Observes StartupEvent start, FhirContext context) {
    Thread.ofPlatform()
        .daemon()
        .name("fhir-warm-up")
        .start(
            () ->
                context
                    .newJsonParser()
                    .parseResource(
                        Patient.class, "{\"resourceType\":\"Patient\",\"active\":true}"));
  }
}
