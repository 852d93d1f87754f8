package io.tallystick.gateway.records.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.records.app.ListRecords;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import io.tallystick.kit.identity.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Records over HTTP, listed for the patient. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class RecordResource {

  private final Caller caller;
  private final ListRecords listRecords;
  private final SensitivityLabels labels;

  RecordResource(Caller caller, ListRecords listRecords, SensitivityLabels labels) {
    this.caller = caller;
    this.listRecords = listRecords;
    this.labels = labels;
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
