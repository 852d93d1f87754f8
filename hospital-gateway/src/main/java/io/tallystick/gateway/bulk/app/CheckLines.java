package io.tallystick.gateway.bulk.app;

import io.tallystick.gateway.bulk.app.Imports.Job;
import io.tallystick.gateway.bulk.app.Imports.Line;
import io.tallystick.gateway.bulk.domain.EncounterName;
import io.tallystick.gateway.bulk.domain.LineProblem;
import io.tallystick.gateway.patients.app.TakePatient;
import io.tallystick.gateway.records.app.PublishResources;
import io.tallystick.gateway.records.app.PublishResources.IfPublished;
import io.tallystick.gateway.records.app.ReadParts;
import io.tallystick.gateway.records.app.ReadResource;
import io.tallystick.gateway.validation.app.RequireConformance;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jdbi.v3.core.Handle;

/**
 * Checks a line of an import against FHIR R4. A Bundle is published as it stands and a Patient
 * registered; any other resource waits for the rest of its encounter.
 */
@ApplicationScoped
public class CheckLines {

  private final Transactions transactions;
  private final Imports imports;
  private final RequireConformance conformance;
  private final ReadParts readParts;
  private final ReadResource readResource;
  private final PublishResources publishResources;
  private final TakePatient takePatient;

  public CheckLines(
      Transactions transactions,
      Imports imports,
      RequireConformance conformance,
      ReadParts readParts,
      ReadResource readResource,
      PublishResources publishResources,
      TakePatient takePatient) {
    this.transactions = transactions;
    this.imports = imports;
    this.conformance = conformance;
    this.readParts = readParts;
    this.readResource = readResource;
    this.publishResources = publishResources;
    this.takePatient = takePatient;
  }

  /**
   * A Bundle or a Patient is done when this returns. What is to be noted of any other line is left
   * to the caller, who writes many at once.
   *
   * @throws ProblemException 503, to be tried again later
   */
  public Consumer<Handle> check(Job job, Line line) {
    try {
      return take(job, line, parsed(line));
    } catch (ProblemException refused) {
      if (refused.problem().status() == 503) throw refused;
      var problem = problem(refused.problem());
      return tx -> imports.refused(tx, List.of(line), problem);
    }
  }

  static LineProblem problem(Problem problem) {
    return new LineProblem(problem.code(), problem.detail(), problem.members());
  }

  private Resource parsed(Line line) {
    if (line.json() == null) {
      throw Problem.of(413, "body.too-large", "a line is at most 10 MiB").exception();
    }
    return conformance.require(line.json(), Resource.class);
  }

  private Consumer<Handle> take(Job job, Line line, Resource parsed) {
    switch (parsed) {
      case Bundle bundle -> transactions.useTransaction(tx -> publish(tx, line));
      case Patient patient -> transactions.useTransaction(tx -> register(tx, job, line, patient));
      default -> {
        var resource = readResource.read(line.json());
        return tx -> await(tx, job.jobId(), line, resource);
      }
    }
    return tx -> {};
  }

  private void publish(Handle tx, Line line) {
    var done = publishResources.publish(readParts.read(line.json()), IfPublished.REFUSE);
    imports.taken(tx, List.of(line), done.getFirst().recordId());
  }

  private void register(Handle tx, Job job, Line line, Patient patient) {
    if (!job.mayRegister()) {
      throw Problem.forbidden("role.missing", "needs the role registration-clerk").exception();
    }
    takePatient.take(patient);
    // Kept until the end: others name the patient by this id.
    imports.checked(tx, job.jobId(), line, "Patient", "Patient/" + patient.getIdPart());
  }

  private void await(
      Handle tx, String jobId, Line line, io.tallystick.gateway.records.domain.Resource resource) {
    var place = "line " + line.part() + " " + line.number();
    var encounter = EncounterName.of(resource).orElse(place);
    imports.checked(tx, jobId, line, resource.type(), encounter);
    if (resource.type().equals("Encounter")) {
      EncounterName.all(resource).forEach(name -> imports.alias(tx, jobId, name, encounter));
    }
  }
}
