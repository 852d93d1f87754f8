package io.tallystick.gateway.validation.adapter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator.NullEvaluationContext;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerFactory;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * FHIR R4's own profiles, value sets and code systems. Nothing is fetched: SNOMED CT, LOINC and
 * profiles of others are unknown here, which is a warning and no error.
 */
final class Definitions {

  private final WorkerContextValidationSupportAdapter context;

  private Definitions(WorkerContextValidationSupportAdapter context) {
    this.context = context;
  }

  /** Takes seconds and some hundred megabytes, most of which become garbage at once. */
  @SuppressWarnings("deprecation") // of the warning for unknown systems; 8.8.1 has nothing instead
  static Definitions load(FhirContext r4) {
    var unknown = new UnknownCodeSystemWarningValidationSupport(r4);
    unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
    var support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(r4),
            new CommonCodeSystemsTerminologyService(r4),
            new InMemoryTerminologyServerValidationSupport(r4),
            unknown);
    return new Definitions(
        WorkerContextValidationSupportAdapter.newVersionSpecificWorkerContextWrapper(support));
  }

  /**
   * For one thread at a time. HAPI's own wrapper makes a new one for each resource, which costs
   * several times what the check itself does.
   */
  InstanceValidator validator() {
    var validator =
        new InstanceValidator(
            context,
            new NullEvaluationContext(),
            XVerExtensionManagerFactory.createExtensionManager(context),
            new ValidatorSession(),
            new ValidatorSettings());
    validator.setPolicyAdvisor(new FhirDefaultPolicyAdvisor());
    validator.setAssumeValidRestReferences(true);
    validator.setAnyExtensionsAllowed(true);
    validator.setErrorForUnknownProfiles(false);
    // Unknown systems are made warnings by the support chain, which needs this to be asked at all.
    validator.setUnknownCodeSystemsCauseErrors(true);
    validator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    validator.setResourceIdRule(IdStatus.OPTIONAL);
    validator.setNoExtensibleWarnings(true);
    validator.setAllowExamples(true);
    return validator;
  }
}
