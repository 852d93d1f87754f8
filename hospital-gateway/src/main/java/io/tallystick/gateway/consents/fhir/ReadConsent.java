package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.Provision.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * Reads a FHIR R4 Consent as a statement. The base rule is the root provision's type (IHE PCF);
 * without a type it is {@code policyRule} opt-in or opt-out, and then only where the root has no
 * criteria: R4's own examples use those for opposite things.
 */
public final class ReadConsent {

  private static final String ROOT = "Consent.provision";

  public sealed interface Reading {

    /**
     * @param statement its id and period absent where the Consent gives none
     * @param patient reference to the patient, null if absent
     * @param elements FHIRPath of each provision, by the provision's path in the statement
     */
    record Read(ConsentStatement statement, String patient, Map<String, String> elements)
        implements Reading {}

    /**
     * @param element FHIRPath of what can't be honoured
     */
    record Refused(String element, String why) implements Reading {}
  }

  private final ReadProvision readProvision;

  /**
   * @param knownLabel whether a sensitivity label is told apart here
   * @param custodian how Consents may name the institution whose records these are
   */
  public ReadConsent(Predicate<String> knownLabel, Set<Actor> custodian) {
    this.readProvision = new ReadProvision(knownLabel, custodian);
  }

  public Reading read(Consent consent) {
    try {
      new ConsentHeader(consent).check();
      return read(consent, rules(consent));
    } catch (NotHonoured refused) {
      return new Reading.Refused(refused.element(), refused.getMessage());
    }
  }

  private static Reading read(Consent consent, List<Rule> rules) {
    var period = consent.getProvision().getPeriod();
    var from = FhirTimes.first(period.getStartElement());
    var until = FhirTimes.behind(period.getEndElement());
    if (from != null && until != null && !from.isBefore(until)) {
      throw new NotHonoured(ROOT + ".period", "ends before it begins");
    }
    var header = new ConsentHeader(consent);
    var provisions = rules.stream().map(Rule::provision).toList();
    var elements = new HashMap<String, String>();
    Rule.paths(rules, "", elements);
    return new Reading.Read(
        new ConsentStatement(header.id(), from, until, provisions, header.replaces()),
        consent.getPatient().getReference(),
        Map.copyOf(elements));
  }

  private List<Rule> rules(Consent consent) {
    var root = consent.getProvision();
    var base = baseRule(consent);
    var type = ReadProvision.effect(root);
    if (type.isPresent()) {
      if (base.isPresent() && !base.equals(type)) {
        throw new NotHonoured("Consent.policyRule", "contradicts the root provision's type");
      }
      return readProvision.read(root, ROOT, true);
    }
    return base.isPresent() ? ofPolicy(root, base.get()) : siblings(root);
  }

  private static Optional<Effect> baseRule(Consent consent) {
    if (!consent.hasPolicyRule()) return Optional.empty();
    var codings = consent.getPolicyRule().getCoding();
    boolean one = codings.size() == 1 && Terms.ACT_CODE.equals(codings.getFirst().getSystem());
    return switch (one ? codings.getFirst().getCode() : "") {
      case "OPTIN", "OPTINR" -> Optional.of(Effect.PERMIT);
      case "OPTOUT", "OPTOUTE" -> Optional.of(Effect.DENY);
      case null, default ->
          throw new NotHonoured("Consent.policyRule", "is neither opt-in nor opt-out");
    };
  }

  /** Everything, but for the nested provisions. */
  private List<Rule> ofPolicy(ProvisionComponent root, Effect base) {
    boolean bare = isBare(root, base == Effect.DENY) && !root.hasPeriod();
    boolean exceptions =
        root.getProvision().stream()
            .allMatch(p -> ReadProvision.effect(p).filter(e -> e != base).isPresent());
    if (!bare || !exceptions) {
      throw new NotHonoured(ROOT + ".type", "doesn't say whether this permits or denies");
    }
    return readProvision.read(root, ROOT, true, base);
  }

  /** R4's own form: the root only holds the rules together, and nothing else is said. */
  private List<Rule> siblings(ProvisionComponent root) {
    if (!root.hasProvision()) throw new NotHonoured(ROOT, "says neither permit nor deny");
    if (!isBare(root, false)) {
      throw new NotHonoured(ROOT + ".type", "doesn't say whether this permits or denies");
    }
    var rules = new ArrayList<Rule>();
    for (int i = 0; i < root.getProvision().size(); i++) {
      rules.addAll(
          readProvision.read(root.getProvision().get(i), ROOT + ".provision[" + i + "]", false));
    }
    return rules;
  }

  /**
   * Without criteria of its own, whatever its period.
   *
   * @param mayNameUs whether the custodian may stand in it: in a denial that changes nothing
   */
  private boolean isBare(ProvisionComponent root, boolean mayNameUs) {
    boolean nobody = !root.hasActor() || mayNameUs && readProvision.actors(root, ROOT).isEmpty();
    return nobody
        && !root.hasAction()
        && !root.hasSecurityLabel()
        && !root.hasPurpose()
        && !root.hasClass_()
        && !root.hasCode()
        && !root.hasDataPeriod()
        && !root.hasData()
        && !root.hasModifierExtension();
  }
}
