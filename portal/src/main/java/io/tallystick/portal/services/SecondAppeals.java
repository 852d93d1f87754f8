package io.tallystick.portal.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.portal.services.Appeals.Entry;
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

/** Appeals to the Authority, at its claim-service. */
@Path("/reviews")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface SecondAppeals {

  /**
   * @param lines as billed, each with the payer's answer
   */
  record File(
      String claimId,
      String provider,
      String payer,
      String appealedBy,
      Instant arrivedAt,
      String state,
      JsonNode appeal,
      List<ClaimService.Line> lines) {

    /** As an appeal to a payer is shown. */
    public Appeals.File shown() {
      return new Appeals.File(
          claimId,
          provider,
          appealedBy,
          arrivedAt,
          state,
          appeal,
          lines == null ? List.of() : lines.stream().map(File::shown).toList());
    }

    private static Appeals.Line shown(ClaimService.Line line) {
      return new Appeals.Line(
          line.sequence(),
          line.service(),
          line.charged(),
          "DENIED".equals(line.decision()),
          line.reasonCodes());
    }
  }

  /**
   * @param overturn denied lines that the payer has to pay, by sequence
   */
  record Ruling(Set<Integer> overturn, String note) {}

  @GET
  List<Entry> waiting();

  @GET
  @Path("{id}")
  File one(@PathParam("id") String claimId);

  @POST
  @Path("{id}/decide")
  void decide(@PathParam("id") String claimId, Ruling ruling);
}
