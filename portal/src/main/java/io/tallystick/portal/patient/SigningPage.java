package io.tallystick.portal.patient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Named;
import io.tallystick.portal.services.HospitalGateway.Draft;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/**
 * Where a patient reads and signs. The page hands the hospital's message to sign.js as it came; the
 * script checks that it commits to the statements, words both and only then offers to sign.
 */
@ApplicationScoped
class SigningPage {

  @CheckedTemplate(basePath = "patient")
  static class Templates {
    static native TemplateInstance sign(
        Profiles.View view,
        Draft draft,
        String names,
        String action,
        String grantee,
        String submitTo);
  }

  private final ObjectMapper json;
  private final Institutions institutions;

  SigningPage(ObjectMapper json, Institutions institutions) {
    this.json = json;
    this.institutions = institutions;
  }

  TemplateInstance grant(Profiles.View view, Draft draft, String grantee) {
    return Templates.sign(
        view, draft, names(), "grant", grantee, view.me().path() + "/consents/sign");
  }

  TemplateInstance revoke(Profiles.View view, Draft draft, String grantee, String headId) {
    return Templates.sign(
        view,
        draft,
        names(),
        "revoke",
        grantee,
        view.me().path() + "/consents/" + headId + "/revoke");
  }

  private String names() {
    try {
      return json.writeValueAsString(
          institutions.all().stream().collect(Collectors.toMap(Named::id, Named::name)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
