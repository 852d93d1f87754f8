package io.tallystick.portal.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Named;
import io.tallystick.portal.services.Emergencies.Asked;
import io.tallystick.portal.services.Emergencies.Identifier;
import io.tallystick.portal.services.Emergencies.Received;
import io.tallystick.portal.services.Emergencies.Wanted;
import io.tallystick.portal.services.ServiceProblem;
import io.tallystick.portal.services.Services;
import io.tallystick.portal.words.Words;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A clinician asks another hospital in an emergency, and reads what came. */
@Path(Desk.AT + "/emergency")
@RolesAllowed("clinician")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class EmergencyDesk {

  private static final List<String> DATES =
      List.of("effectiveDateTime", "onsetDateTime", "authoredOn", "recordedDate", "issued");

  private static final String MRN = "https://tallystick.example/ns/mrn/";

  /**
   * @param type FHIR resource type
   */
  public record Shown(String type, String text, String date) {}

  public record Kind(String type, List<Shown> shown) {}

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance emergency(
        Desk.View desk, List<Named> hospitals, List<Received> received, Institutions names);

    static native TemplateInstance emergencyRecords(Desk.View desk, List<Kind> kinds, Words words);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;
  private final Words words;
  private final ObjectMapper json;

  EmergencyDesk(
      Desk desk, Services services, Institutions institutions, Words words, ObjectMapper json) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
    this.json = json;
  }

  @GET
  public TemplateInstance show(@PathParam("org") String org) {
    var others =
        institutions.of(Institutions.Kind.HOSPITAL).stream()
            .filter(h -> !h.id().equals(org))
            .toList();
    return Templates.emergency(
        desk.view(org, "emergency"), others, services.emergencies(org).received(), institutions);
  }

  @POST
  public Response ask(
      @PathParam("org") String org,
      @FormParam("custodian") String custodian,
      @FormParam("mrn") String mrn,
      @FormParam("family") String family,
      @FormParam("given") String given,
      @FormParam("birth-date") String birthDate,
      @FormParam("role") String role,
      @FormParam("reason") String reason) {
    var other = FormInput.required(custodian);
    var identifiers =
        mrn == null || mrn.isBlank()
            ? List.<Identifier>of()
            : List.of(new Identifier(MRN + other, FormInput.required(mrn)));
    var wanted = new Wanted(identifiers, family, given, FormInput.date(birthDate));
    var asked =
        new Asked(other, wanted, "BTG", FormInput.required(reason), FormInput.required(role));
    var received = services.emergencies(org).ask(asked);
    var page = desk.view(org, "emergency").path() + "/emergency/" + received.decisionId();
    return Response.seeOther(URI.create(page)).build();
  }

  @GET
  @Path("{id:[0-9a-f]{32}}")
  public TemplateInstance records(@PathParam("org") String org, @PathParam("id") String id) {
    var byType = new TreeMap<String, List<Shown>>();
    for (var entry : bundle(services.emergencies(org).open(id)).path("entry")) {
      var shown = shown(entry.path("resource"));
      byType.computeIfAbsent(shown.type(), type -> new ArrayList<>()).add(shown);
    }
    var kinds = byType.entrySet().stream().map(e -> new Kind(e.getKey(), e.getValue())).toList();
    return Templates.emergencyRecords(desk.view(org, "emergency"), kinds, words);
  }

  private JsonNode bundle(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException unreadable) {
      throw new ServiceProblem(502, "service.unreachable", null);
    }
  }

  private static Shown shown(JsonNode resource) {
    var date =
        DATES.stream()
            .map(name -> resource.path(name).asText(""))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .map(text -> text.length() > 10 ? text.substring(0, 10) : text);
    return new Shown(resource.path("resourceType").asText(), text(resource), date.orElse(null));
  }

  /** A code's words, else its code; a measurement's value and a report's conclusion beside it. */
  private static String text(JsonNode resource) {
    var medication = resource.path("medicationCodeableConcept");
    var text = words(resource.path("code").isMissingNode() ? medication : resource.path("code"));
    var quantity = resource.path("valueQuantity");
    if (quantity.has("value")) {
      text += ": " + quantity.path("value").asText() + " " + quantity.path("unit").asText();
    }
    var conclusion = resource.path("conclusion").asText("");
    return conclusion.isEmpty() ? text : text + ": " + conclusion;
  }

  private static String words(JsonNode concept) {
    var coding = concept.path("coding").path(0);
    return concept.path("text").asText(coding.path("display").asText(coding.path("code").asText()));
  }
}
