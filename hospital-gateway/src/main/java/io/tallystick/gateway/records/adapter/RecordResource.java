package io.tallystick.gateway.records.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.common.LedgerAnswers;
import io.tallystick.gateway.records.app.ListRecords;
import io.tallystick.gateway.records.app.PublishRecord;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Records over HTTP: published by the source system, listed for the patient. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class RecordResource {

  /**
   * @param state {@code PUBLISHED}, or {@code PENDING} while the ledger hasn't answered
   */
  public record RecordStatus(
      String recordId, String patientId, String encounter, int resources, String state) {}

  private final Caller caller;
  private final BundleReader bundles;
  private final PublishRecord publishRecord;
  private final ListRecords listRecords;
  private final LedgerAnswers ledger;
  private final SensitivityLabels labels;

  RecordResource(
      Caller caller,
      BundleReader bundles,
      PublishRecord publishRecord,
      ListRecords listRecords,
      LedgerAnswers ledger,
      SensitivityLabels labels) {
    this.caller = caller;
    this.bundles = bundles;
    this.publishRecord = publishRecord;
    this.listRecords = listRecords;
    this.ledger = ledger;
    this.labels = labels;
  }

  /** 201 once the record's root is on the ledger, 200 if it was before, 202 if it isn't yet. */
  @POST
  @Path("fhir")
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Response publish(byte[] body) {
    caller.requireStaff("records-publisher");
    var done = publishRecord.publish(bundles.read(body));
    boolean isFinal = ledger.await(done.opId()).isPresent();
    var state = isFinal ? "PUBLISHED" : "PENDING";
    return Response.status(!isFinal ? 202 : done.created() ? 201 : 200)
        .entity(
            new RecordStatus(
                done.recordId(), done.patientId(), done.encounter(), done.resources(), state))
        .build();
  }

  @GET
  @Path("me/records")
  public List<ListRecords.Listed> mine(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    return listRecords.list(caller.subject(), patientId);
  }

  /** The sensitivity labels a consent may name (HL7 v3 ActCode). */
  @GET
  @Path("sensitivity-labels")
  public List<String> labels() {
    return labels.all();
  }
}
