package io.tallystick.gateway.accesses.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.accesses.app.SearchAudit;
import io.tallystick.gateway.accesses.domain.AuditQuery;
import io.tallystick.gateway.accesses.domain.AuditQuery.Place;
import io.tallystick.gateway.accesses.domain.MadeAccess;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.org.Org;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;

/** Who saw whose records, when, why and under which consent: FHIR AuditEvents (IHE BALP). */
@Path("/fhir/AuditEvent")
@RunOnVirtualThread
@Produces(FhirJson.MEDIA_TYPE)
public class AuditResource {

  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 500;
  private static final String OFFICER = "privacy-officer";

  private final Caller caller;
  private final SearchAudit searchAudit;
  private final FhirJson fhir;
  private final Orgs orgs;
  private final String custodian;

  AuditResource(
      Caller caller, SearchAudit searchAudit, FhirJson fhir, Orgs orgs, TallystickConfig config) {
    this.caller = caller;
    this.searchAudit = searchAudit;
    this.fhir = fhir;
    this.orgs = orgs;
    this.custodian = config.org().id();
  }

  /**
   * @param patient an id or {@code Patient/id}; only the privacy officer may leave it out
   * @param dates as FHIR searches dates, e.g. {@code ge2026-01-01}
   * @param count resources on a page, 50 if absent, 500 at most
   * @param page as the link {@code next} gave it
   */
  @GET
  public byte[] search(
      @QueryParam("patient") String patient,
      @QueryParam("date") List<String> dates,
      @QueryParam("_count") Integer count,
      @QueryParam("_page") String page,
      @Context UriInfo uri) {
    var subject = subject();
    var within = AuditDates.of(dates);
    int most = Math.clamp(count == null ? PAGE : count, 1, LARGEST_PAGE);
    var id = patient == null ? null : patient.replaceFirst("^Patient/", "");
    var query = new AuditQuery(id, within.from(), within.until(), place(page), most);
    var found = searchAudit.search(subject, query);
    return fhir.encode(bundle(found, most, uri));
  }

  @GET
  @Path("{id}")
  public byte[] read(@PathParam("id") String id) {
    return fhir.encode(event(searchAudit.read(subject(), id)));
  }

  /** Null for the privacy officer. */
  private String subject() {
    boolean officer = caller.isStaff(OFFICER);
    caller.require(officer || caller.isPatient(), "needs a patient's token or the role " + OFFICER);
    return officer ? null : caller.subject();
  }

  private Bundle bundle(SearchAudit.Page found, int most, UriInfo uri) {
    var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    bundle.setTotal(found.total());
    bundle.addLink().setRelation("self").setUrl(uri.getRequestUri().toString());
    if (found.made().size() == most) {
      var next =
          uri.getRequestUriBuilder().replaceQueryParam("_page", token(found.made().getLast()));
      bundle.addLink().setRelation("next").setUrl(next.build().toString());
    }
    found.made().forEach(made -> bundle.addEntry().setResource(event(made)));
    return bundle;
  }

  private AuditEvent event(MadeAccess made) {
    var endpoint = orgs.byId(made.grantee()).map(Org::endpoint).orElse(made.grantee());
    return AuditEvents.of(made, custodian, endpoint);
  }

  private static String token(MadeAccess last) {
    var place = last.at() + " " + last.accessId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static Place place(String token) {
    if (token == null) return null;
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      var parts = text.split(" ", 2);
      return new Place(Instant.parse(parts[0]), parts[1]);
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException malformed) {
      throw Problem.badRequest("page.malformed", "a page is as the link before gave it")
          .exception();
    }
  }
}
