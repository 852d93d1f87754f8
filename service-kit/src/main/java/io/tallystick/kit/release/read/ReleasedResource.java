package io.tallystick.kit.release.read;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.release.read.HeldReleases.Reader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was released to this institution, for its people, after FHIR R4 {@code Patient/$everything}:
 * on the type, the resources of one release (a decision is of one patient); on a patient of the own
 * registry, all that others released of them at this reader's request. A service that receives no
 * releases leaves it out when it is built, by {@code build.reads-releases=false}.
 */
@IfBuildProperty(name = "build.reads-releases", stringValue = "true", enableIfMissing = true)
@Path("/")
@RunOnVirtualThread
public class ReleasedResource {

  private final Caller caller;
  private final ReadReleased readReleased;

  ReleasedResource(Caller caller, ReadReleased readReleased) {
    this.caller = caller;
    this.readReleased = readReleased;
  }

  /**
   * @param decisionId with the first page
   * @param types resource types, separated by commas
   * @param lastUpdated by the resource's {@code meta.lastUpdated}, or when the release came
   * @param since as {@code _lastUpdated=ge}
   * @param page from a link of the page before; then nothing else is looked at
   */
  @GET
  @Path("fhir/Patient/$everything")
  @Produces(FhirJson.MEDIA_TYPE)
  public byte[] everything(
      @QueryParam("decision") String decisionId,
      @QueryParam("_type") String types,
      @QueryParam("_lastUpdated") List<String> lastUpdated,
      @QueryParam("_since") String since,
      @QueryParam("_count") Integer count,
      @QueryParam("page") String page,
      @Context UriInfo uri) {
    caller.requireStaff("adjudicator", "clinician");
    var self = uri.getAbsolutePath().toString();
    if (page != null) return readReleased.another(reader(), self, page);
    return readReleased.first(
        reader(), self, decisionId, types(types), ranges(lastUpdated, since), count);
  }

  /**
   * @param patientId in the own registry; the parameters are those of a release
   */
  @GET
  @Path("fhir/Patient/{id}/$everything")
  @Produces(FhirJson.MEDIA_TYPE)
  public byte[] everythingOf(
      @PathParam("id") String patientId,
      @QueryParam("_type") String types,
      @QueryParam("_lastUpdated") List<String> lastUpdated,
      @QueryParam("_since") String since,
      @QueryParam("_count") Integer count,
      @QueryParam("page") String page,
      @Context UriInfo uri) {
    caller.requireStaff("clinician");
    var self = uri.getAbsolutePath().toString();
    if (page != null) return readReleased.another(reader(), self, page);
    return readReleased.firstOfPatient(
        reader(), self, patientId, types(types), ranges(lastUpdated, since), count);
  }

  private Reader reader() {
    return new Reader(caller.subject(), caller.username());
  }

  private static List<String> ranges(List<String> lastUpdated, String since) {
    var from = Stream.ofNullable(since).map(instant -> "ge" + instant);
    return Stream.concat(lastUpdated.stream(), from).toList();
  }

  private static List<String> types(String given) {
    return given == null || given.isEmpty() ? List.of() : Arrays.asList(given.split(","));
  }
}
