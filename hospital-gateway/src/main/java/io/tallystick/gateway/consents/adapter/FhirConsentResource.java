package io.tallystick.gateway.consents.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.consents.app.ListConsents;
import io.tallystick.gateway.consents.app.ListConsents.Granted;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.fhir.WriteConsent;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;

/** FHIR R4 Consents into statements to draft, and a patient's statements as FHIR R4. */
@Path("fhir/Consent")
@RunOnVirtualThread
public class FhirConsentResource {

  private final Caller caller;
  private final FhirJson fhir;
  private final HonouredConsents honoured;
  private final ListConsents listConsents;
  private final String custodian;

  FhirConsentResource(
      Caller caller,
      FhirJson fhir,
      HonouredConsents honoured,
      ListConsents listConsents,
      TallystickConfig config) {
    this.caller = caller;
    this.fhir = fhir;
    this.honoured = honoured;
    this.listConsents = listConsents;
    this.custodian = config.org().id();
  }

  /**
   * The statement that a Consent is, to be drafted and signed; 422 {@code consent.not-honoured}
   * names the element that can't be. Nothing is kept.
   */
  @POST
  @Path("$statement")
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] statement(byte[] body) {
    honoured.requireMember(caller);
    return CanonicalJson.bytes(honoured.read(fhir.parse(body, Consent.class)).statement());
  }

  /**
   * All that a patient has granted, a Consent for each statement; revoked and expired ones
   * inactive.
   */
  @GET
  @Produces(FhirJson.MEDIA_TYPE)
  public byte[] mine(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    var bundle = new Bundle().setType(BundleType.SEARCHSET);
    listConsents.granted(caller.subject(), patientId).stream()
        .flatMap(granted -> consents(granted, patientId))
        .forEach(consent -> bundle.addEntry().setResource(consent));
    return fhir.encode(bundle.setTotal(bundle.getEntry().size()));
  }

  private Stream<Consent> consents(Granted granted, String patientId) {
    return granted.statements().stream()
        .map(
            statement -> {
              var consent =
                  WriteConsent.write(
                      statement, granted.grantee(), "Patient/" + patientId, custodian);
              if (granted.state() != Head.State.ACTIVE) consent.setStatus(ConsentState.INACTIVE);
              consent.setId(statement.id());
              return consent;
            });
  }
}
