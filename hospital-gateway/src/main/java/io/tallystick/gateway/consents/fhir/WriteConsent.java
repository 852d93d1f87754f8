package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.DataReference;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * Writes a statement as a FHIR R4 Consent: one rule as the root provision with its type (IHE PCF),
 * several as provisions nested in a root without one. {@link ReadConsent} reads the same statement
 * from it, to the millisecond.
 */
public final class WriteConsent {

  /**
   * A statement within the set towards one grantee: where it names nobody it means the grantee,
   * which a Consent on its own has to say.
   *
   * @param grantee org id
   */
  public static Consent write(
      ConsentStatement statement, String grantee, String patient, String custodian) {
    var provisions =
        statement.provisions().stream()
            .map(p -> p.actors().isEmpty() ? p.by(Actor.organization(grantee)) : p)
            .toList();
    var towards =
        new ConsentStatement(
            statement.id(),
            statement.notBefore(),
            statement.notAfter(),
            provisions,
            statement.replaces());
    return write(towards, patient, custodian);
  }

  /**
   * @param statement with at least one provision
   * @param patient reference to the patient, may be null
   * @param custodian org id
   */
  public static Consent write(ConsentStatement statement, String patient, String custodian) {
    var consent = header(statement, custodian);
    if (patient != null) consent.setPatient(new Reference(patient));
    var only = statement.provisions().size() == 1 ? statement.provisions().getFirst() : null;
    boolean rooted = only != null && only.validFrom() == null && only.validUntil() == null;
    var root = rooted ? provision(only, null) : new ProvisionComponent();
    if (!rooted) statement.provisions().forEach(p -> root.addProvision(provision(p, null)));
    root.setPeriod(FhirTimes.period(statement.notBefore(), statement.notAfter()));
    return consent.setProvision(root);
  }

  private static Consent header(ConsentStatement statement, String custodian) {
    var consent = new Consent();
    consent.setStatus(ConsentState.ACTIVE);
    consent.setScope(concept(Terms.SCOPE, Terms.PRIVACY));
    consent.addCategory(concept(Terms.LOINC, Terms.CONSENT_DOCUMENT));
    if (statement.id() != null) {
      consent.addIdentifier().setSystem(Terms.STATEMENT).setValue(statement.id());
    }
    consent.addOrganization(FhirActors.write(Actor.organization(custodian)));
    consent.addPolicy().setUri(Terms.POLICY);
    statement
        .replaces()
        .forEach(
            id ->
                consent.addModifierExtension().setUrl(Terms.REPLACES).setValue(new StringType(id)));
    return consent;
  }

  private static ProvisionComponent provision(Provision from, Provision parent) {
    boolean permits = from.effect() == Effect.PERMIT;
    var to = new ProvisionComponent();
    to.setType(permits ? ConsentProvisionType.PERMIT : ConsentProvisionType.DENY);
    if (isLiteral(from, parent)) {
      to.addModifierExtension().setUrl(Terms.LITERAL).setValue(new BooleanType(true));
    }
    from.obligations().forEach(o -> to.addModifierExtension(FhirObligations.write(o)));
    to.setPeriod(FhirTimes.period(from.validFrom(), from.validUntil()));
    to.setDataPeriod(FhirTimes.days(from.dataFrom(), from.dataUntil()));
    from.actors()
        .forEach(
            a ->
                to.addActor()
                    .setRole(concept(Terms.PARTICIPATION, "IRCP"))
                    .setReference(FhirActors.write(a)));
    from.actions().forEach(a -> to.addAction(concept(Terms.ACTION, a)));
    from.labels().forEach(l -> to.addSecurityLabel(label(l)));
    from.purposes().forEach(p -> to.addPurpose(purpose(p)));
    from.classes().forEach(c -> to.addClass_(coding(Terms.RESOURCE_TYPES, c)));
    from.codes().forEach(c -> to.addCode(concept(c.system(), c.code())));
    from.data()
        .forEach(
            d -> to.addData().setMeaning(meaning(d)).setReference(new Reference(d.reference())));
    from.exceptions().forEach(e -> to.addProvision(provision(e, from)));
    return to;
  }

  /** Where reading it the way PCF's examples mean it would say something else. */
  private static boolean isLiteral(Provision from, Provision parent) {
    boolean mark =
        from.effect() == Effect.PERMIT
            && from.labels().contains(Provision.RESTRICTED)
            && !from.labels().contains(Provision.NORMAL);
    return mark || parent != null && Inherited.standsBeside(parent, from);
  }

  private static Coding label(String label) {
    boolean confidentiality = label.equals(Provision.NORMAL) || label.equals(Provision.RESTRICTED);
    return coding(confidentiality ? Terms.CONFIDENTIALITY : Terms.ACT_CODE, label);
  }

  private static Coding purpose(String purpose) {
    int bar = purpose.lastIndexOf('|');
    return bar < 0
        ? coding(Terms.ACT_REASON, purpose)
        : coding(purpose.substring(0, bar), purpose.substring(bar + 1));
  }

  private static ConsentDataMeaning meaning(DataReference data) {
    return switch (data.meaning()) {
      case INSTANCE -> ConsentDataMeaning.INSTANCE;
      case RELATED -> ConsentDataMeaning.RELATED;
      case DEPENDENTS -> ConsentDataMeaning.DEPENDENTS;
      case AUTHORED_BY -> ConsentDataMeaning.AUTHOREDBY;
    };
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(coding(system, code));
  }

  private static Coding coding(String system, String code) {
    return new Coding(system, code, null);
  }

  private WriteConsent() {}
}
