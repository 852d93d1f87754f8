package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.Exchange;
import io.tallystick.portal.services.Exchange.Code;
import io.tallystick.portal.services.Exchange.Identifier;
import io.tallystick.portal.services.Exchange.NewReuse;
import io.tallystick.portal.services.Exchange.NewSearch;
import io.tallystick.portal.services.Exchange.Numbers;
import io.tallystick.portal.services.Exchange.Search;
import io.tallystick.portal.services.Services;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** A clinician looks for a patient's results at other hospitals, and reuses them. */
@Path(Desk.AT + "/results")
@RolesAllowed("clinician")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ResultDesk {

  private static final String LOINC = "http://loinc.org";
  private static final String ONE = "{search:[a-f0-9]+}";
  private static final int LONGEST = 3650;

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance searchElsewhere(Desk.View desk, boolean unknown);

    static native TemplateInstance results(Desk.View desk, Search search, Institutions names);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;

  ResultDesk(Desk desk, Services services, Institutions institutions) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
  }

  @GET
  public TemplateInstance form(
      @PathParam("org") String org, @QueryParam("unknown") boolean unknown) {
    return Templates.searchElsewhere(desk.view(org, "results"), unknown);
  }

  @POST
  public Response search(
      @PathParam("org") String org,
      @FormParam("mrn") String mrn,
      @FormParam("code") String code,
      @FormParam("days") int days) {
    var exchange = services.exchange(org);
    var system = "https://tallystick.example/ns/mrn/" + org;
    var number = new Identifier(system, FormInput.required(mrn).strip());
    var patients = exchange.byNumber(new Numbers(List.of(number)));
    if (patients.isEmpty()) return to(org, "?unknown=true");
    var from = LocalDate.now(Clock.systemUTC()).minusDays(Math.clamp(days, 1, LONGEST));
    var codes = List.of(new Code(LOINC, FormInput.required(code).strip()));
    var found = exchange.search(new NewSearch(patients.getFirst().patientId(), codes, from));
    return to(org, "/" + found.searchId());
  }

  @GET
  @Path(ONE)
  public TemplateInstance one(@PathParam("org") String org, @PathParam("search") String search) {
    Exchange exchange = services.exchange(org);
    return Templates.results(desk.view(org, "results"), exchange.search(search), institutions);
  }

  @POST
  @Path(ONE + "/reuse")
  public Response reuse(
      @PathParam("org") String org,
      @PathParam("search") String search,
      @FormParam("access") String access,
      @FormParam("record") String record,
      @FormParam("leaf") int leaf) {
    services
        .exchange(org)
        .reuse(new NewReuse(FormInput.required(access), FormInput.required(record), leaf));
    return to(org, "/" + search);
  }

  private static Response to(String org, String where) {
    return Response.seeOther(URI.create("/staff/" + org + "/results" + where)).build();
  }
}
