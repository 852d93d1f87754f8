package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.DataReference;
import io.tallystick.vocabulary.consent.DataReference.Meaning;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.ResourceType;

/** Reads the criteria of one provision that are codes or references to data. */
final class Criteria {

  private static final Set<String> ACTIONS =
      Set.of("collect", "access", "use", "disclose", "correct");

  private final ProvisionComponent from;
  private final String path;

  Criteria(ProvisionComponent from, String path) {
    this.from = from;
    this.path = path;
  }

  List<String> purposes() {
    var purposes = new ArrayList<String>();
    for (int i = 0; i < from.getPurpose().size(); i++) {
      purposes.add(purpose(from.getPurpose().get(i), path + ".purpose[" + i + "]"));
    }
    return purposes;
  }

  static String purpose(Coding coding, String path) {
    complete(coding, path);
    return Terms.ACT_REASON.equals(coding.getSystem())
        ? coding.getCode()
        : coding.getSystem() + "|" + coding.getCode();
  }

  List<String> classes() {
    var classes = new ArrayList<String>();
    for (int i = 0; i < from.getClass_().size(); i++) {
      var coding = from.getClass_().get(i);
      boolean type = Terms.RESOURCE_TYPES.equals(coding.getSystem()) && isType(coding.getCode());
      if (!type) throw new NotHonoured(path + ".class[" + i + "]", "is not a FHIR resource type");
      classes.add(coding.getCode());
    }
    return classes;
  }

  static boolean isType(String code) {
    for (var type : ResourceType.values()) {
      if (type.name().equals(code)) return true;
    }
    return false;
  }

  /** Codings of one concept mean the same, so that any of them will do. */
  List<Code> codes() {
    var codes = new ArrayList<Code>();
    for (int i = 0; i < from.getCode().size(); i++) {
      for (var coding : codings(from.getCode().get(i), path + ".code[" + i + "]")) {
        codes.add(new Code(coding.getSystem(), coding.getCode()));
      }
    }
    return codes;
  }

  /**
   * Confidentiality is a high-water mark (R4 Consent.provision.securityLabel): who permits what is
   * restricted permits what is normal; a denial of it leaves the normal alone, as in PCF's
   * examples.
   */
  List<String> labels(Predicate<String> known, boolean permits, boolean literally) {
    var labels = new ArrayList<String>();
    for (int i = 0; i < from.getSecurityLabel().size(); i++) {
      var label = from.getSecurityLabel().get(i);
      boolean confidentiality =
          Terms.CONFIDENTIALITY.equals(label.getSystem())
              && Set.of(Provision.NORMAL, Provision.RESTRICTED).contains(label.getCode());
      boolean sensitivity = Terms.ACT_CODE.equals(label.getSystem()) && known.test(label.getCode());
      if (!confidentiality && !sensitivity) {
        throw new NotHonoured(
            path + ".securityLabel[" + i + "]", "no such label is told apart here");
      }
      labels.add(label.getCode());
    }
    boolean mark = permits && !literally && labels.contains(Provision.RESTRICTED);
    if (mark && !labels.contains(Provision.NORMAL)) labels.addFirst(Provision.NORMAL);
    return labels;
  }

  List<String> actions(boolean permits) {
    var actions = new ArrayList<String>();
    for (int i = 0; i < from.getAction().size(); i++) {
      for (var coding : codings(from.getAction().get(i), path + ".action[" + i + "]")) {
        boolean known =
            Terms.ACTION.equals(coding.getSystem()) && ACTIONS.contains(coding.getCode());
        if (!known) throw new NotHonoured(path + ".action[" + i + "]", "is not a consent action");
        actions.add(coding.getCode());
      }
    }
    boolean onlyUse =
        actions.contains("use") && !actions.contains("access") && !actions.contains("disclose");
    if (permits && onlyUse) {
      throw new NotHonoured(path + ".action", "use can't be permitted without access");
    }
    return actions;
  }

  List<DataReference> data() {
    var data = new ArrayList<DataReference>();
    for (int i = 0; i < from.getData().size(); i++) {
      var given = from.getData().get(i);
      var element = path + ".data[" + i + "]";
      if (given.hasModifierExtension()) {
        throw new NotHonoured(element + ".modifierExtension[0]", "is not known here");
      }
      var target = given.getReference().getReference();
      if (target == null || target.startsWith("#") || target.startsWith("Patient/")) {
        throw new NotHonoured(element + ".reference", "is not a reference to a part of the record");
      }
      data.add(new DataReference(meaning(given.getMeaning(), element), target));
    }
    return data;
  }

  static Meaning meaning(ConsentDataMeaning meaning, String element) {
    return switch (meaning) {
      case INSTANCE -> Meaning.INSTANCE;
      case RELATED -> Meaning.RELATED;
      case DEPENDENTS -> Meaning.DEPENDENTS;
      case AUTHOREDBY -> Meaning.AUTHORED_BY;
      case null, default -> throw new NotHonoured(element + ".meaning", "is not one of R4's");
    };
  }

  private static List<Coding> codings(CodeableConcept concept, String path) {
    if (!concept.hasCoding()) throw new NotHonoured(path, "has no code");
    concept.getCoding().forEach(coding -> complete(coding, path));
    return concept.getCoding();
  }

  private static void complete(Coding coding, String path) {
    if (!coding.hasSystem() || !coding.hasCode()) {
      throw new NotHonoured(path, "lacks its system or code");
    }
  }
}
