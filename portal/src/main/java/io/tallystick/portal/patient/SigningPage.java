package io.tallystick.portal.patient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Named;
import io.tallystick.portal.services.Consents.Draft;
import io.tallystick.portal.services.Services;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
        Checked checked,
        String action,
        String grantee,
        String submitTo);
  }

  /**
   * What sign.js compares the message with, and words it by.
   *
   * @param channel of the ledger that this portal's consents are for
   * @param names of institutions, a JSON object by org id
   * @param before the statements that hold now towards the grantee, a JSON list
   */
  record Checked(String channel, String names, String before) {}

  private final ObjectMapper json;
  private final Institutions institutions;
  private final Services services;
  private final String channel;

  SigningPage(
      ObjectMapper json,
      Institutions institutions,
      Services services,
      @ConfigProperty(name = "portal.channel") String channel) {
    this.json = json;
    this.institutions = institutions;
    this.services = services;
    this.channel = channel;
  }

  TemplateInstance grant(Profiles.View view, Draft draft, String grantee) {
    return Templates.sign(
        view, draft, checked(view, grantee), "grant", grantee, view.me().path() + "/consents/sign");
  }

  TemplateInstance revoke(Profiles.View view, Draft draft, String grantee, String headId) {
    return Templates.sign(
        view,
        draft,
        checked(view, grantee),
        "revoke",
        grantee,
        view.me().path() + "/consents/" + headId + "/revoke");
  }

  private Checked checked(Profiles.View view, String grantee) {
    var me = view.me();
    var before =
        services.consents(me.hospital().id()).consents(me.patientId()).stream()
            .filter(consent -> consent.holdsFor(grantee))
            .flatMap(consent -> consent.statements().stream())
            .toList();
    var names = institutions.all().stream().collect(Collectors.toMap(Named::id, Named::name));
    return new Checked(channel, text(names), text(before));
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
