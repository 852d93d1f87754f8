package io.tallystick.gateway.records.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.common.FhirProblems;
import io.tallystick.gateway.common.LedgerAnswers;
import io.tallystick.gateway.records.app.PublishRecord.Publication;
import io.tallystick.gateway.records.app.PublishResources;
import io.tallystick.gateway.records.app.PublishResources.IfPublished;
import io.tallystick.gateway.records.app.ReadParts;
import io.tallystick.gateway.records.domain.RecordPart;
import io.tallystick.gateway.records.domain.SplitByEncounter;
import io.tallystick.gateway.validation.app.RequireConformance;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.capability.AnyType;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Records come in from the source system: as Bundles, or resource by resource. */
@Path("/")
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, FhirJson.MEDIA_TYPE})
public class PublicationResource implements AnyType {

  /** What has a place of its own here, or says nothing about a patient. */
  private static final Set<String> NOT_CLINICAL =
      Set.of(
          "Bundle", "Patient", "Consent", "AuditEvent", "Task", "OperationOutcome", "Parameters");

  /**
   * @param state {@code PUBLISHED}, or {@code PENDING} while the ledger hasn't answered
   * @param encounter absent for a record without one
   * @param supersedes the record whose place it takes; absent if none
   */
  public record RecordStatus(
      String recordId,
      String patientId,
      String encounter,
      int resources,
      String state,
      String supersedes) {}

  /** Of several encounters sent together. */
  public record RecordStatuses(List<RecordStatus> records) {}

  private final Caller caller;
  private final RequireConformance conformance;
  private final ReadParts bundles;
  private final ResourceJson json;
  private final PublishResources publishResources;
  private final LedgerAnswers ledger;

  PublicationResource(
      Caller caller,
      RequireConformance conformance,
      ReadParts bundles,
      ResourceJson json,
      PublishResources publishResources,
      LedgerAnswers ledger) {
    this.caller = caller;
    this.conformance = conformance;
    this.bundles = bundles;
    this.json = json;
    this.publishResources = publishResources;
    this.ledger = ledger;
  }

  /** 201 once every record's root is on the ledger, 200 if all were before, 202 if not yet. */
  @POST
  @Path("fhir")
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Response publish(byte[] body) {
    caller.requireStaff("records-publisher");
    conformance.require(body, Bundle.class);
    return published(bundles.read(body), IfPublished.REFUSE);
  }

  /** A later resource of an encounter makes another version of its record. */
  @POST
  @Path("fhir/{type: [A-Z][A-Za-z]+}")
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Response publish(@PathParam("type") String type, byte[] body) {
    caller.requireStaff("records-publisher");
    if (NOT_CLINICAL.contains(type)) {
      throw Problem.notFound("path.unknown", "a " + type + " is not published here").exception();
    }
    var parsed = conformance.require(body, Resource.class);
    if (!parsed.fhirType().equals(type)) {
      throw Problem.badRequest(
              "fhir.wrong-resource", "expected " + type + ", got " + parsed.fhirType())
          .exception();
    }
    var resource = json.resource(null, json.content(body));
    return published(SplitByEncounter.split(List.of(resource)), IfPublished.AMEND);
  }

  @Override
  public Set<String> excludedTypes() {
    return NOT_CLINICAL;
  }

  @ServerExceptionMapper
  Response refused(ProblemException thrown, HttpHeaders asked) {
    return FhirProblems.response(thrown.problem(), asked);
  }

  private Response published(List<RecordPart> parts, IfPublished ifPublished) {
    var done = publishResources.publish(parts, ifPublished);
    var records = done.stream().map(this::status).toList();
    boolean isFinal = records.stream().allMatch(r -> r.state().equals("PUBLISHED"));
    boolean created = done.stream().anyMatch(Publication::created);
    return Response.status(!isFinal ? 202 : created ? 201 : 200)
        .entity(records.size() == 1 ? records.getFirst() : new RecordStatuses(records))
        .build();
  }

  private RecordStatus status(Publication done) {
    boolean isFinal = ledger.await(done.opId()).isPresent();
    return new RecordStatus(
        done.recordId(),
        done.patientId(),
        done.encounter(),
        done.resources(),
        isFinal ? "PUBLISHED" : "PENDING",
        done.supersedes());
  }
}
