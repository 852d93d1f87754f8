package io.tallystick.portal.landing;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Named;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The front door: patients to their realm, staff to their institution's. */
@Path("/")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class LandingPage {

  @CheckedTemplate(basePath = "landing")
  static class Templates {
    static native TemplateInstance landing(List<Named> institutions);
  }

  private final Institutions institutions;

  LandingPage(Institutions institutions) {
    this.institutions = institutions;
  }

  @GET
  public TemplateInstance show() {
    return Templates.landing(institutions.all());
  }
}
