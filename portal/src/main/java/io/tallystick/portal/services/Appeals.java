package io.tallystick.portal.services;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Appeals to a payer, at its insurer-service. */
@Path("/appeals")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface Appeals {

  /**
   * @param appealedBy PROVIDER or PATIENT
   */
  record Entry(
      String claimId, String provider, String appealedBy, Instant arrivedAt, Money total) {}

  /**
   * @param denied whether the contested answer denies it
   */
  record Line(
      int sequence, String service, Money charged, boolean denied, List<String> reasonCodes) {}

  /**
   * @param state WAITING until somebody decides
   * @param appeal any JSON, as it was written
   */
  record File(
      String claimId,
      String provider,
      String appealedBy,
      Instant arrivedAt,
      String state,
      JsonNode appeal,
      List<Line> lines) {

    /** Its {@code text}, as this portal's own forms write it; else the document itself. */
    public String words() {
      var text = appeal == null ? null : appeal.get("text");
      return text != null && text.isTextual() ? text.textValue() : String.valueOf(appeal);
    }
  }

  /**
   * @param grant denied lines that are covered after all, by sequence
   */
  record Ruling(Set<Integer> grant, String note) {}

  @GET
  List<Entry> waiting();

  @GET
  @Path("{id}")
  File one(@PathParam("id") String claimId);

  @POST
  @Path("{id}/decide")
  void decide(@PathParam("id") String claimId, Ruling ruling);
}
