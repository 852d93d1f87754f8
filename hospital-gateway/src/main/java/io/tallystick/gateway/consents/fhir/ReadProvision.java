package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;

/** Reads provisions with all that is nested in them. */
final class ReadProvision {

  /** Who receives: information recipient, primary information recipient. */
  private static final Set<String> RECIPIENT = Set.of("IRCP", "PRCP");

  private static final String CUSTODIAN = "CST";

  private final Predicate<String> knownLabel;
  private final Set<Actor> custodian;

  /**
   * @param custodian how Consents may name the institution whose records these are
   */
  ReadProvision(Predicate<String> knownLabel, Set<Actor> custodian) {
    this.knownLabel = knownLabel;
    this.custodian = custodian;
  }

  /**
   * The rule and those it brings along: nested ones that go beyond it stand beside it.
   *
   * @param root its period is the statement's
   */
  List<Rule> read(ProvisionComponent from, String path, boolean root) {
    var effect = effect(from).orElseThrow(() -> new NotHonoured(path + ".type", "is missing"));
    return read(from, path, root, effect);
  }

  List<Rule> read(ProvisionComponent from, String path, boolean root, Effect effect) {
    var own = own(from, path, root, effect);
    var exceptions = new ArrayList<Rule>();
    var beside = new ArrayList<Rule>();
    for (int i = 0; i < from.getProvision().size(); i++) {
      var nested = from.getProvision().get(i);
      boolean literally = isLiteral(nested);
      for (var rule : read(nested, path + ".provision[" + i + "]", false)) {
        boolean further = !literally && Inherited.standsBeside(own, rule.own());
        (further ? beside : exceptions).add(rule);
      }
    }
    var rule = new Rule(own, path, exceptions);
    var rules = new ArrayList<Rule>();
    rules.add(rule);
    beside.forEach(further -> rules.add(further.beside(rule)));
    return rules;
  }

  static Optional<Effect> effect(ProvisionComponent from) {
    if (!from.hasType()) return Optional.empty();
    return switch (from.getType()) {
      case ConsentProvisionType.PERMIT -> Optional.of(Effect.PERMIT);
      case ConsentProvisionType.DENY -> Optional.of(Effect.DENY);
      case null, default -> Optional.empty();
    };
  }

  private Provision own(ProvisionComponent from, String path, boolean root, Effect effect) {
    boolean permits = effect == Effect.PERMIT;
    var criteria = new Criteria(from, path);
    var obligations = obligations(from, path, permits);
    var period = from.getPeriod();
    Instant validFrom = root ? null : FhirTimes.first(period.getStartElement());
    Instant validUntil = root ? null : FhirTimes.behind(period.getEndElement());
    return new Provision(
        effect,
        criteria.purposes(),
        criteria.classes(),
        criteria.codes(),
        criteria.labels(knownLabel, permits, isLiteral(from)),
        FhirTimes.firstDay(from.getDataPeriod().getStartElement(), permits),
        FhirTimes.lastDay(from.getDataPeriod().getEndElement(), permits),
        List.of(),
        actors(from, path),
        criteria.actions(permits),
        criteria.data(),
        validFrom,
        validUntil,
        obligations);
  }

  /** Those who receive. The custodian is a criterion that is met, or the rule isn't for here. */
  List<Actor> actors(ProvisionComponent from, String path) {
    var recipients = new ArrayList<Actor>();
    for (int i = 0; i < from.getActor().size(); i++) {
      var given = from.getActor().get(i);
      var element = path + ".actor[" + i + "]";
      var actor = actor(given, element);
      if (isPart(given, Set.of(CUSTODIAN))) {
        if (!custodian.contains(actor)) {
          throw new NotHonoured(element, "is about the records of another custodian");
        }
      } else if (isPart(given, RECIPIENT)) {
        recipients.add(actor);
      } else {
        throw new NotHonoured(element + ".role", "is neither a recipient nor the custodian");
      }
    }
    return recipients;
  }

  private static Actor actor(provisionActorComponent given, String element) {
    if (given.hasModifierExtension()) {
      throw new NotHonoured(element + ".modifierExtension[0]", "is not known here");
    }
    return FhirActors.read(given.getReference())
        .orElseThrow(
            () ->
                new NotHonoured(
                    element + ".reference", "is neither relative nor by identifier and type"));
  }

  private static boolean isPart(provisionActorComponent given, Set<String> codes) {
    var codings = given.getRole().getCoding();
    return !codings.isEmpty()
        && codings.stream()
            .allMatch(
                c -> Terms.PARTICIPATION.equals(c.getSystem()) && codes.contains(c.getCode()));
  }

  private static List<Obligation> obligations(
      ProvisionComponent from, String path, boolean permits) {
    var obligations = new ArrayList<Obligation>();
    for (int i = 0; i < from.getModifierExtension().size(); i++) {
      var extension = from.getModifierExtension().get(i);
      var element = path + ".modifierExtension[" + i + "]";
      switch (extension.getUrl()) {
        case Terms.OBLIGATION -> {
          if (!permits) throw new NotHonoured(element, "a denial obliges to nothing");
          obligations.add(FhirObligations.read(extension, element));
        }
        case Terms.LITERAL -> {
          if (!(extension.getValue() instanceof BooleanType)) {
            throw new NotHonoured(element, "is not true or false");
          }
        }
        case null, default -> throw new NotHonoured(element, "is not known here");
      }
    }
    return obligations;
  }

  private static boolean isLiteral(ProvisionComponent from) {
    return from.getModifierExtension().stream()
        .filter(e -> Terms.LITERAL.equals(e.getUrl()))
        .anyMatch(e -> e.getValue() instanceof BooleanType value && value.booleanValue());
  }
}
