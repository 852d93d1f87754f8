package io.tallystick.gateway.validation.adapter;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueType;
import org.hl7.fhir.utilities.validation.ValidationMessage.Source;
import org.hl7.fhir.validation.instance.InstanceValidator;
import org.jboss.logging.Logger;

/** One of HAPI's validators, for one thread at a time, renewed now and then. */
final class ValidatorWorker {

  /**
   * A validator keeps something of each resource it has seen: after some thousands it fills the
   * heap. A new one takes as long as some ten resources.
   */
  private static final int USES = 250;

  private static final Logger LOG = Logger.getLogger(ValidatorWorker.class);

  private final Definitions definitions;
  private InstanceValidator validator;
  private int uses;

  ValidatorWorker(Definitions definitions) {
    this.definitions = definitions;
    this.validator = definitions.validator();
  }

  List<ValidationMessage> check(byte[] resource) {
    if (uses++ == USES) renew();
    var messages = new ArrayList<ValidationMessage>();
    try {
      validator.validate(
          null, messages, new ByteArrayInputStream(resource), FhirFormat.JSON, List.of());
    } catch (RuntimeException inTheMidst) {
      // HAPI stumbles over some broken content (an empty code) that it means to report.
      LOG.warnf("HAPI's validator gave up on a resource: %s", inTheMidst.getClass().getName());
      renew();
      messages.add(
          new ValidationMessage(
              Source.InstanceValidator,
              IssueType.STRUCTURE,
              "",
              "can't be read as FHIR",
              IssueSeverity.FATAL));
    }
    return messages;
  }

  private void renew() {
    validator = definitions.validator();
    uses = 1;
  }
}
