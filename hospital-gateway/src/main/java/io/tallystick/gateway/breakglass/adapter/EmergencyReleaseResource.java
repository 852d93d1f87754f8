package io.tallystick.gateway.breakglass.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.breakglass.app.ReleaseInEmergency;
import io.tallystick.gateway.breakglass.domain.EmergencyRelease;
import io.tallystick.gateway.breakglass.domain.EmergencyRequest;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Where another hospital's service asks for records in an emergency. */
@Path("/break-glass/releases")
@RunOnVirtualThread
public class EmergencyReleaseResource {

  private final Caller caller;
  private final ReleaseInEmergency release;
  private final Envelopes envelopes;

  EmergencyReleaseResource(Caller caller, ReleaseInEmergency release, Envelopes envelopes) {
    this.caller = caller;
    this.release = release;
    this.envelopes = envelopes;
  }

  /**
   * @param sealed JWE to this institution, an {@link EmergencyRequest}
   */
  @POST
  @Consumes("application/jose")
  @Produces(MediaType.APPLICATION_JSON)
  public EmergencyRelease release(String sealed) {
    caller.requirePartner();
    return release.release(caller.orgId(), opened(sealed));
  }

  private EmergencyRequest opened(String sealed) {
    try {
      return CanonicalJson.read(envelopes.open(sealed), EmergencyRequest.class);
    } catch (SealBroken | CanonicalJson.MalformedJson unreadable) {
      throw Problem.badRequest(
              "break-glass.incomplete", "it isn't a request sealed to this hospital")
          .exception();
    }
  }
}
