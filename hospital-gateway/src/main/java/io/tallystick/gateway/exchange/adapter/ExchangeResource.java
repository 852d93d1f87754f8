package io.tallystick.gateway.exchange.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.exchange.app.RecordReuse;
import io.tallystick.gateway.exchange.app.SearchElsewhere;
import io.tallystick.gateway.exchange.app.ShowSearch;
import io.tallystick.gateway.exchange.app.ShowSearch.Proof;
import io.tallystick.gateway.exchange.app.ShowSearch.Shown;
import io.tallystick.gateway.exchange.domain.Reuse;
import io.tallystick.gateway.exchange.domain.Sought;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.requester.Askers;
import io.tallystick.vocabulary.consent.Provision.Code;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A clinician looks for results at the other hospitals, and says which were reused. */
@Path("exchange")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ExchangeResource {

  private static final Pattern RESOURCE_TYPE = Pattern.compile("[A-Z][A-Za-z]{1,60}");
  private static final Set<String> PURPOSES = Set.of("TREAT", "COC");
  private static final int MOST = 20;

  /**
   * @param patient of the own registry
   * @param purpose {@code TREAT} unless given
   * @param classes FHIR resource types, {@code Observation} unless given
   */
  public record NewSearch(
      String patient,
      String purpose,
      List<String> classes,
      List<Code> codes,
      LocalDate from,
      LocalDate until) {}

  public record NewReuse(String accessId, String recordId, Integer leaf) {}

  private final Caller caller;
  private final SearchElsewhere searchElsewhere;
  private final ShowSearch showSearch;
  private final RecordReuse recordReuse;

  ExchangeResource(
      Caller caller,
      SearchElsewhere searchElsewhere,
      ShowSearch showSearch,
      RecordReuse recordReuse) {
    this.caller = caller;
    this.searchElsewhere = searchElsewhere;
    this.showSearch = showSearch;
    this.recordReuse = recordReuse;
  }

  /** 201 with the search as it stands after a short wait; {@link #read} looks again. */
  @POST
  @Path("searches")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response search(NewSearch asked) {
    caller.requireStaff("clinician");
    var search =
        searchElsewhere.search(patient(asked), sought(asked), caller.username(), Askers.of(caller));
    return Response.created(URI.create("/exchange/searches/" + search.searchId()))
        .entity(showSearch.show(search))
        .build();
  }

  /** Asks again where an answer is out. */
  @GET
  @Path("searches/{id}")
  public Shown read(@PathParam("id") String searchId) {
    caller.requireStaff("clinician");
    return showSearch.show(searchElsewhere.again(searchId, caller.username()));
  }

  /** The caller's latest, without their results. */
  @GET
  @Path("searches")
  public List<Shown> latest() {
    caller.requireStaff("clinician");
    return showSearch.latest(caller.username());
  }

  /** 201 with its transaction, or 202 if the ledger hasn't answered yet. */
  @POST
  @Path("reuses")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response reuse(NewReuse asked) {
    caller.requireStaff("clinician");
    if (asked == null
        || asked.accessId() == null
        || asked.recordId() == null
        || asked.leaf() == null) {
      throw Problem.badRequest("reuse.incomplete", "names accessId, recordId and leaf").exception();
    }
    var reuse =
        recordReuse.record(asked.accessId(), asked.recordId(), asked.leaf(), caller.username());
    return Response.status(reuse.state() == Reuse.State.PENDING ? 202 : 201)
        .location(URI.create("/exchange/reuses/" + reuse.reuseId()))
        .entity(ShowSearch.shown(reuse))
        .build();
  }

  /** What opens a reuse's commitment: to be shown to a payer or a reviewer, with the ledger. */
  @GET
  @Path("reuses/{id}")
  public Proof proof(@PathParam("id") String reuseId) {
    caller.requireStaff("clinician", "billing-clerk");
    return showSearch.proof(reuseId);
  }

  private static String patient(NewSearch asked) {
    if (asked == null || asked.patient() == null || asked.patient().isBlank()) {
      throw Problem.badRequest("search.incomplete", "a search names a patient").exception();
    }
    return asked.patient();
  }

  private static Sought sought(NewSearch asked) {
    var sought =
        new Sought(
            asked.purpose() == null ? "TREAT" : asked.purpose(),
            asked.classes() == null || asked.classes().isEmpty()
                ? List.of("Observation")
                : asked.classes(),
            asked.codes(),
            asked.from(),
            asked.until());
    boolean sound =
        PURPOSES.contains(sought.purpose())
            && sought.classes().size() <= MOST
            && sought.classes().stream().allMatch(c -> RESOURCE_TYPE.matcher(c).matches())
            && sought.codes().size() <= MOST
            && sought.codes().stream().allMatch(c -> c.system() != null && c.code() != null)
            && (sought.from() == null
                || sought.until() == null
                || !sought.until().isBefore(sought.from()));
    if (sound) return sought;
    throw Problem.badRequest(
            "search.invalid",
            "purpose TREAT or COC, up to 20 resource types and codes with their systems, from"
                + " before until")
        .exception();
  }
}
