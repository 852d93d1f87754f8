package io.tallystick.portal.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** An insurer-service's adjudication queue. */
@Path("/queue")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface InsurerService {

  record Queued(
      String claimId,
      String reason,
      Instant queuedAt,
      Money total,
      String provider,
      Instant deadline) {}

  /**
   * @param proposed what the plan's rules would decide, {@code allow} or {@code deny}; absent if
   *     they can't
   */
  record Line(
      int sequence,
      String service,
      String category,
      LocalDate serviceDate,
      Money charged,
      String proposed,
      String proposedCarc,
      String rule) {}

  /**
   * @param date as FHIR has it: a day, or only its month or year
   */
  record Resource(String type, String text, String date) {}

  /**
   * @param state NONE_NEEDED, AWAITED, RELEASED, REFUSED or INCOMPLETE
   */
  record Evidence(
      String state, int released, int withheld, List<String> needed, List<Resource> resources) {}

  record Case(
      String claimId,
      String provider,
      String plan,
      String memberId,
      String reason,
      String detail,
      Instant queuedAt,
      Instant deadline,
      Money total,
      List<String> diagnoses,
      List<Line> lines,
      Evidence evidence) {}

  /**
   * @param decision {@code allow} or {@code deny}
   * @param carc claim adjustment reason code, only with a denial
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LineDecision(int sequence, String decision, String carc) {}

  record Decision(List<LineDecision> lines, String note) {}

  /**
   * @param classes FHIR resource types
   */
  record Wanted(List<String> classes) {}

  @GET
  List<Queued> queue();

  @GET
  @Path("{id}")
  Case one(@PathParam("id") String claimId);

  @POST
  @Path("{id}/decide")
  void decide(@PathParam("id") String claimId, Decision decision);

  /** Asks the hospital for records in the caller's own name. */
  @POST
  @Path("{id}/evidence")
  void ask(@PathParam("id") String claimId, Wanted wanted);
}
