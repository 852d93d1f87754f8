package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.Actor.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * References to those who ask: relative ({@code Practitioner/17}, the custodian's ids) or by
 * identifier with {@code type}. Members are {@code Organization/summit} or the identifier of the
 * consortium's naming system.
 */
public final class FhirActors {

  private static final Map<Kind, String> TYPES =
      Map.of(
          Kind.ORGANIZATION, "Organization",
          Kind.PRACTITIONER, "Practitioner",
          Kind.ROLE, "PractitionerRole",
          Kind.CARE_TEAM, "CareTeam",
          Kind.RELATED_PERSON, "RelatedPerson",
          Kind.PATIENT, "Patient",
          Kind.DEVICE, "Device",
          Kind.GROUP, "Group");

  private static final Map<String, Kind> KINDS =
      TYPES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  /** Empty if it is a reference of another form, or to something that doesn't ask. */
  public static Optional<Actor> read(Reference reference) {
    if (reference.hasReference()) {
      var id = new IdType(reference.getReference());
      boolean relative = !id.isAbsolute() && id.hasIdPart() && !id.hasVersionIdPart();
      return relative ? actor(id.getResourceType(), null, id.getIdPart()) : Optional.empty();
    }
    var identifier = reference.getIdentifier();
    if (!identifier.hasSystem() || !identifier.hasValue()) return Optional.empty();
    boolean member = Terms.ORG.equals(identifier.getSystem());
    var type = member && !reference.hasType() ? "Organization" : reference.getType();
    return actor(type, member ? null : identifier.getSystem(), identifier.getValue());
  }

  static Reference write(Actor actor) {
    var type = TYPES.get(actor.kind());
    if (actor.system() != null) return byIdentifier(type, actor.system(), actor.value());
    return actor.kind() == Kind.ORGANIZATION
        ? byIdentifier(type, Terms.ORG, actor.value())
        : new Reference(type + "/" + actor.value());
  }

  private static Optional<Actor> actor(String type, String system, String value) {
    return Optional.ofNullable(type).map(KINDS::get).map(kind -> new Actor(kind, system, value));
  }

  private static Reference byIdentifier(String type, String system, String value) {
    return new Reference()
        .setType(type)
        .setIdentifier(new Identifier().setSystem(system).setValue(value));
  }

  private FhirActors() {}
}
