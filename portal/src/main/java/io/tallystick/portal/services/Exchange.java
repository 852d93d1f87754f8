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
import java.time.LocalDate;
import java.util.List;

/** A hospital-gateway's searches at other hospitals, and the clerks' queue of matches. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface Exchange {

  record Identifier(String system, String value) {}

  record Numbers(List<Identifier> identifiers) {}

  record Known(String patientId) {}

  record Code(String system, String code) {}

  record NewSearch(String patient, List<Code> codes, LocalDate from) {}

  /**
   * @param state TO_SEND, WAITING, RECEIVED or NOTHING
   */
  record Answer(String custodian, String state, String accessId) {}

  record Reuse(String reuseId, String state, String txid) {}

  /**
   * @param resource a FHIR resource
   */
  record Result(
      String custodian,
      String accessId,
      String recordId,
      int leaf,
      boolean derived,
      JsonNode resource,
      Reuse reuse) {

    public String kind() {
      return resource.path("resourceType").asText();
    }

    public String title() {
      var code = resource.path("code");
      var coding = code.path("coding").path(0);
      for (var words : List.of(code.path("text"), coding.path("display"), coding.path("code"))) {
        if (words.isTextual()) return words.asText();
      }
      return kind();
    }

    public String value() {
      var quantity = resource.path("valueQuantity");
      return quantity.has("value")
          ? quantity.path("value").asText() + " " + quantity.path("unit").asText()
          : resource.path("valueString").asText();
    }

    /** The clinical day, as FHIR has it. */
    public String day() {
      var at = resource.path("effectiveDateTime").asText();
      return at.length() > 10 ? at.substring(0, 10) : at;
    }
  }

  record Search(
      String searchId,
      String patientName,
      Instant askedAt,
      List<Answer> answers,
      List<Result> results) {

    /** Without the visits that they belong to. */
    public List<Result> found() {
      return results.stream().filter(r -> !r.kind().equals("Encounter")).toList();
    }
  }

  record NewReuse(String accessId, String recordId, int leaf) {}

  record Name(String family, String given) {}

  record Person(List<Name> names, LocalDate birthDate, String sex, String postalCode) {

    public String name() {
      return names == null || names.isEmpty()
          ? "no name"
          : names.getFirst().given() + " " + names.getFirst().family();
    }
  }

  record Sought(List<Identifier> identifiers, Person person) {}

  /**
   * @param weight in bits
   * @param agreements e.g. {@code FAMILY_SAME}
   */
  record MatchCandidate(
      String patientId,
      List<Identifier> identifiers,
      Person person,
      double weight,
      String grade,
      List<String> agreements) {

    /** What doesn't agree, in words. */
    public List<String> differences() {
      return agreements.stream()
          .filter(a -> !a.endsWith("_SAME"))
          .map(a -> a.toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
          .toList();
    }
  }

  record MatchCase(
      String caseId, String org, Instant askedAt, Sought sought, List<MatchCandidate> candidates) {}

  record Confirmation(String patientId) {}

  @POST
  @Path("patients/match")
  List<Known> byNumber(Numbers numbers);

  @POST
  @Path("exchange/searches")
  Search search(NewSearch search);

  @GET
  @Path("exchange/searches/{id}")
  Search search(@PathParam("id") String searchId);

  @POST
  @Path("exchange/reuses")
  Reuse reuse(NewReuse reuse);

  @GET
  @Path("matches")
  List<MatchCase> matches();

  @POST
  @Path("matches/{id}/confirm")
  void confirm(@PathParam("id") String caseId, Confirmation confirmation);

  @POST
  @Path("matches/{id}/reject")
  void reject(@PathParam("id") String caseId);
}
