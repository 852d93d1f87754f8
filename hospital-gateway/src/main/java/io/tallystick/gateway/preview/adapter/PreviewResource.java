package io.tallystick.gateway.preview.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.consents.app.DraftConsent.Wish;
import io.tallystick.gateway.preview.app.PreviewConsent;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.consent.ConsentStatement;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;

/** "Try it on my own records": what a draft consent would release and withhold. */
@Path("me/consents/preview")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

  /** As a draft's, with what the grantee would ask for. */
  public record Tried(
      String patient,
      String grantee,
      String purpose,
      List<ConsentStatement> statements,
      int days) {}

  private static final Pattern PURPOSE = Pattern.compile("[A-Z][A-Z0-9]{1,31}");

  private final Caller caller;
  private final PreviewConsent previewConsent;

  PreviewResource(Caller caller, PreviewConsent previewConsent) {
    this.caller = caller;
    this.previewConsent = previewConsent;
  }

  /** Nothing is signed, kept or told to anybody. */
  @POST
  public PreviewConsent.Preview preview(Tried tried) {
    caller.requirePatient();
    if (tried == null) throw Problem.badRequest("json.malformed", "no body").exception();
    if (tried.purpose() == null || !PURPOSE.matcher(tried.purpose()).matches()) {
      throw Problem.unprocessable("purpose.malformed", "purpose: an HL7 v3 ActReason code")
          .exception();
    }
    var wish = new Wish(tried.patient(), tried.grantee(), tried.statements(), tried.days());
    return previewConsent.preview(caller.subject(), wish, tried.purpose());
  }
}
